import { ReportInput } from '@vetgraph/kit/reports/report.types'
import { Field, InputType, registerEnumType } from 'type-graphql'

export enum PatientGrouping {
  SPECIES = 'SPECIES',
  BREED = 'BREED',
  AGE = 'AGE',
  WEIGHT = 'WEIGHT',
}

registerEnumType(PatientGrouping, {
  name: 'PatientGrouping',
  description: 'What patients are counted by.',
  valuesConfig: {
    SPECIES: { description: 'The species.' },
    BREED: { description: 'The breed.' },
    AGE: { description: 'The age on the last day of the period, or at death.' },
    WEIGHT: { description: 'The weight that was measured last until the end of the period.' },
  },
})

@InputType({
  description:
    'Which patients to count, and by what. Patients belong to no location: those of a location have had a vaccination there, or a medical record of a visit there.',
})
export class PatientReportInput extends ReportInput {
  @Field(() => PatientGrouping, { description: 'What each row stands for.' })
  groupBy!: PatientGrouping
}
