import { Id, Version } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { InventoryCategory } from '../inventory-items/inventory-item.table.ts'
import { StocktakeStatus } from './stocktake.table.ts'

registerEnumType(StocktakeStatus, {
  name: 'StocktakeStatus',
  description: 'How far a stocktake has come.',
  valuesConfig: {
    COUNTING: { description: 'It is counted; nobody is told what the stock should be.' },
    SUBMITTED: { description: 'The counts were handed in and wait for approval.' },
    APPROVED: { description: 'The stock was corrected by it.' },
    CANCELLED: { description: 'It was given up; the stock was not changed.' },
  },
})

@ObjectType({
  description: 'A stocktake: a sheet on which a location is counted, blind, while trade goes on.',
})
export class Stocktake {
  @Id()
  id!: string

  @Field(() => InventoryCategory, {
    nullable: true,
    description: 'The category of items that is counted; null for all.',
  })
  category!: InventoryCategory | null

  @Field(() => StocktakeStatus, { description: 'How far it has come.' })
  status!: StocktakeStatus

  @Field(() => Date, { description: 'When it was started.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When the counts were handed in; null before.' })
  submittedAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'When it was approved; null before.' })
  approvedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was cancelled; null if it was not.' })
  cancelReason!: string | null

  @Version()
  version!: number

  locationId!: string
  startedBy!: string
  approvedBy!: string | null
}

@ObjectType({
  description:
    'A line of a stocktake: all of an item at the location that has one lot number and expiry, counted together.',
})
export class StocktakeLine {
  @Id()
  id!: string

  @Field(() => String, { nullable: true, description: 'The maker’s lot number; null if it is unknown.' })
  lotNumber!: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it may be used; null if it is unknown.',
  })
  expiresOn!: string | null

  @Field(() => Boolean, { description: 'Whether it was found on the shelf and not on the sheet.' })
  found!: boolean

  @Field(() => Date, { nullable: true, description: 'When it was counted; null before.' })
  countedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'What the counter noticed; null if nothing.' })
  note!: string | null

  @Field(() => String, { nullable: true, description: 'Why it differs, once approved; null else.' })
  reason!: string | null

  @Version()
  version!: number

  stocktakeId!: string
  itemId!: string
  counted!: number | null
  expected!: number | null
  variance!: number | null
  value!: number | null
  countedBy!: string | null
}

@ObjectType({ description: 'What all variances of a stocktake cost together.' })
export class StocktakeVariance {
  @Field(() => Money, {
    description:
      'By the cost of the lots; below 0 if stock is missing. What has no known cost counts nothing.',
  })
  value!: MoneyValue

  @Field(() => Int, { description: 'How many lines differ whose cost is unknown.' })
  withoutCost!: number
}

export const StocktakeConnection = connectionOf(() => Stocktake, 'Stocktake', 'stocktakes')
export type StocktakeConnection = InstanceType<typeof StocktakeConnection>

export const StocktakeLineConnection = connectionOf(
  () => StocktakeLine,
  'StocktakeLine',
  'lines of a stocktake',
)
export type StocktakeLineConnection = InstanceType<typeof StocktakeLineConnection>

@InputType({ description: 'Filters of stocktakes; all that the viewer may see if omitted.' })
export class StocktakeFilter {
  @Field(() => ID, { nullable: true, description: 'Only stocktakes of this location.' })
  locationId?: string | null

  @Field(() => StocktakeStatus, { nullable: true, description: 'Only stocktakes that have come this far.' })
  status?: StocktakeStatus | null
}

@InputType({ description: 'Filters; all changes that the viewer may see if omitted.' })
export class StocktakeChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this stocktake.' })
  stocktakeId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only stocktakes of this location.' })
  locationId?: string | null
}

@ObjectType({ description: 'A change of a stocktake.' })
export class StocktakeChange {
  @Field(() => Stocktake, { description: 'The stocktake as it is now.' })
  stocktake!: Stocktake

  @Field(() => StocktakeLine, {
    nullable: true,
    description: 'The line that was counted or added; null if the stocktake itself changed.',
  })
  line!: StocktakeLine | null
}
