import { ReportInput } from '@vetgraph/kit/reports/report.types'
import { Field, InputType, registerEnumType } from 'type-graphql'

export enum DebtorsGrouping {
  CLIENT = 'CLIENT',
  LOCATION = 'LOCATION',
}

registerEnumType(DebtorsGrouping, {
  name: 'DebtorsGrouping',
  description: 'What debts are added up by.',
  valuesConfig: {
    CLIENT: { description: 'The client who owes.' },
    LOCATION: { description: 'The location that issued the invoice.' },
  },
})

@InputType({
  description:
    'Which debts to add up, and by what: those at the end of the last day, whatever the first one is.',
})
export class DebtorsReportInput extends ReportInput {
  @Field(() => DebtorsGrouping, { description: 'What each row stands for.' })
  groupBy!: DebtorsGrouping
}
