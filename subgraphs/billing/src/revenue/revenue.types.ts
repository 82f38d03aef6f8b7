import { CalendarDate } from '@vetgraph/kit/scalars'
import type { Period } from '@vetgraph/kit/reports/period'
import { ReportInput } from '@vetgraph/kit/reports/report.types'
import { Field, InputType, registerEnumType } from 'type-graphql'

export enum RevenueGrouping {
  DAY = 'DAY',
  MONTH = 'MONTH',
  VET = 'VET',
  SERVICE = 'SERVICE',
  CATEGORY = 'CATEGORY',
  LOCATION = 'LOCATION',
  PAYMENT_METHOD = 'PAYMENT_METHOD',
}

registerEnumType(RevenueGrouping, {
  name: 'RevenueGrouping',
  description: 'What revenue is added up by.',
  valuesConfig: {
    DAY: { description: 'The location’s day on which the invoice was finalised or credited.' },
    MONTH: { description: 'The month of that day.' },
    VET: { description: 'The vet of the visit that was invoiced.' },
    SERVICE: { description: 'The entry of the price list that charged the line.' },
    CATEGORY: { description: 'The kind of line: services, medicines or products.' },
    LOCATION: { description: 'The location that issued the invoice.' },
    PAYMENT_METHOD: {
      description:
        'How the invoice is paid by now: the only method of its payments, `SEVERAL`, or none. Unlike other groups it moves when payments come; its total does not.',
    },
  },
})

@InputType({ description: 'Which revenue to add up, and by what.' })
export class RevenueReportInput extends ReportInput {
  @Field(() => RevenueGrouping, { description: 'What each row stands for.' })
  groupBy!: RevenueGrouping
}

@InputType({ description: 'A row of the revenue report, as a filter of the invoices that it adds up.' })
export class RevenueRowFilter implements Period {
  @Field(() => CalendarDate, { description: 'The first day of the report.' })
  from!: string

  @Field(() => CalendarDate, { description: 'The last day of the report, inclusive.' })
  until!: string

  @Field(() => RevenueGrouping, {
    nullable: true,
    description: 'What the rows stand for; the totals if omitted.',
  })
  groupBy?: RevenueGrouping | null

  @Field(() => String, {
    nullable: true,
    description: 'The `key` of the row; null for the row of what has none.',
  })
  key?: string | null
}
