import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { CalendarDate } from '../scalars.ts'
import type { Period } from './period.ts'

export enum ReportComparison {
  PERIOD_BEFORE = 'PERIOD_BEFORE',
  YEAR_BEFORE = 'YEAR_BEFORE',
}

registerEnumType(ReportComparison, {
  name: 'ReportComparison',
  description: 'The period that a report is compared with.',
  valuesConfig: {
    PERIOD_BEFORE: {
      description: 'The period just before: as many months if the period is whole months, else as many days.',
    },
    YEAR_BEFORE: { description: 'The same days of the year before.' },
  },
})

export enum ReportUnit {
  MONEY = 'MONEY',
  COUNT = 'COUNT',
  PERCENT = 'PERCENT',
  MINUTES = 'MINUTES',
  DAYS = 'DAYS',
  TIMES = 'TIMES',
}

registerEnumType(ReportUnit, {
  name: 'ReportUnit',
  description: 'The unit of the values of a column.',
  valuesConfig: {
    MONEY: { description: 'Integer minor units (cents) of the row’s currency.' },
    COUNT: { description: 'A whole number.' },
    PERCENT: { description: 'A share in per cent, with one decimal.' },
    MINUTES: { description: 'Minutes, rounded.' },
    DAYS: { description: 'Days, with one decimal.' },
    TIMES: { description: 'How many times, with two decimals.' },
  },
})

export enum ReportRowKind {
  DAY = 'DAY',
  MONTH = 'MONTH',
  CLASS = 'CLASS',
  NAME = 'NAME',
}

registerEnumType(ReportRowKind, {
  name: 'ReportRowKind',
  description: 'What each row of a report stands for.',
  valuesConfig: {
    DAY: { description: 'A calendar day, in order and without gaps; its label is `YYYY-MM-DD`.' },
    MONTH: { description: 'A calendar month, in order and without gaps; its label is `YYYY-MM`.' },
    CLASS: {
      description: 'A class such as an age, in order and without gaps; what belongs to none is last.',
    },
    NAME: { description: 'Whatever its label names, the largest first.' },
  },
})

@InputType({ description: 'The period and place of a report.' })
export class ReportInput implements Period {
  @Field(() => CalendarDate, { description: 'The first day, by each location’s calendar.' })
  from!: string

  @Field(() => CalendarDate, {
    description: 'The last day, inclusive, not before the first; a period has at most 1,830 days.',
  })
  until!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The location; all locations whose report the viewer may see if omitted.',
  })
  locationId?: string | null

  @Field(() => ReportComparison, {
    nullable: true,
    description: 'What it is compared with; nothing if omitted.',
  })
  compareWith?: ReportComparison | null
}

@Directive('@shareable')
@ObjectType({ description: 'A column of a report.' })
export class ReportColumn {
  @Field(() => String, { description: 'Its permanent name.' })
  name!: string

  @Field(() => String, { description: 'What stands above it.' })
  title!: string

  @Field(() => String, { description: 'What its values mean.' })
  description!: string

  @Field(() => ReportUnit, { description: 'The unit of its values.' })
  unit!: ReportUnit
}

@Directive('@shareable')
@ObjectType({ description: 'A row of a report.' })
export class ReportRow {
  @Field(() => String, {
    nullable: true,
    description:
      'What the row stands for, to filter documents by it: a day, a month, an id or the value of an enum; null for what has none, and for totals.',
  })
  key!: string | null

  @Field(() => String, { description: 'The name of the row.' })
  label!: string

  @Field(() => String, {
    nullable: true,
    description: 'The currency of its amounts, ISO 4217; null if the report has none.',
  })
  currency!: string | null

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'A value for each column, in their order; null where there is none, as an average of nothing.',
  })
  values!: (number | null)[]

  @Field(() => [Float], {
    nullable: 'itemsAndList',
    description: 'The values of the period that is compared with; null if nothing is compared.',
  })
  compared!: (number | null)[] | null
}

@Directive('@shareable')
@ObjectType({ description: 'The days that are compared with.' })
export class ReportPeriod implements Period {
  @Field(() => CalendarDate, { description: 'The first day.' })
  from!: string

  @Field(() => CalendarDate, { description: 'The last day, inclusive.' })
  until!: string
}

@Directive('@shareable')
@ObjectType({ description: 'A report: rows of values, described by its columns.' })
export class Report {
  @Field(() => String, { description: 'What stands above the labels of the rows.' })
  rowTitle!: string

  @Field(() => ReportRowKind, { description: 'What each row stands for.' })
  rowKind!: ReportRowKind

  @Directive('@listSize(assumedSize: 8)')
  @Field(() => [ReportColumn], { description: 'The columns.' })
  columns!: readonly ReportColumn[]

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [ReportRow], {
    description: 'The rows, one for each group and currency; at most 2,000.',
  })
  rows!: ReportRow[]

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [ReportRow], {
    description: 'The totals, one for each currency; what counts in several rows counts once here.',
  })
  totals!: ReportRow[]

  @Field(() => ReportPeriod, {
    nullable: true,
    description: 'The period that is compared with; null if none.',
  })
  comparedWith!: Period | null

  /** The name of its root field, for the audit log. */
  name!: string
  /** What it was asked for. */
  input!: ReportInput
  /** The locations that are in it; null for all. */
  places!: readonly string[] | null
}
