import { ReportInput } from '@vetgraph/kit/reports/report.types'
import { Field, InputType, registerEnumType } from 'type-graphql'

export enum AppointmentGrouping {
  DAY = 'DAY',
  MONTH = 'MONTH',
  VET = 'VET',
  ROOM = 'ROOM',
  TYPE = 'TYPE',
  LOCATION = 'LOCATION',
}

registerEnumType(AppointmentGrouping, {
  name: 'AppointmentGrouping',
  description: 'What appointments are counted by.',
  valuesConfig: {
    DAY: { description: 'The location’s day on which they start.' },
    MONTH: { description: 'The month of that day.' },
    VET: { description: 'The vet.' },
    ROOM: { description: 'The room; utilisation is that of the rooms then.' },
    TYPE: { description: 'The appointment type.' },
    LOCATION: { description: 'The location.' },
  },
})

@InputType({ description: 'Which appointments to count, and by what.' })
export class AppointmentReportInput extends ReportInput {
  @Field(() => AppointmentGrouping, { description: 'What each row stands for.' })
  groupBy!: AppointmentGrouping
}
