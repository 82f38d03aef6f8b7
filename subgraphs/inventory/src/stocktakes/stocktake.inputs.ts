import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, Float, ID, InputType } from 'type-graphql'
import { InventoryCategory } from '../inventory-items/inventory-item.table.ts'

@InputType({ description: 'The beginning of a stocktake.' })
export class StartStocktakeInput {
  @Field(() => ID, { description: 'The id of the location that is counted.' })
  locationId!: string

  @Field(() => InventoryCategory, {
    nullable: true,
    description: 'Only items of this category; all items if omitted.',
  })
  category?: InventoryCategory | null
}

@InputType({ description: 'Something found on the shelf that is not on the sheet.' })
export class AddStocktakeLineInput {
  @Field(() => ID, { description: 'The id of the stocktake.' })
  stocktakeId!: string

  @Field(() => ID, { description: 'The id of the item.' })
  itemId!: string

  @Text({ nullable: true, max: 50, description: 'The maker’s lot number; null if it is unknown.' })
  lotNumber?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The last day on which it may be used, which may be over. If omitted, that of the known lot with this number, else unknown.',
  })
  expiresOn?: string | null
}

@InputType({ description: 'What was counted of one line.' })
export class CountStockInput {
  @Field(() => ID, { description: 'The id of the line.' })
  lineId!: string

  @BasedOnVersion()
  version!: number

  @Field(() => Float, { description: 'How much is there, in the item’s unit: 0 or more, to 0.001.' })
  quantity!: number

  @Text({ nullable: true, max: 200, description: 'What was noticed, for who approves it.' })
  note?: string | null
}

@InputType({ description: 'A stocktake whose counts are handed in.' })
export class SubmitStocktakeInput {
  @Field(() => ID, { description: 'The id of the stocktake.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'The end of a stocktake that corrects nothing.' })
export class CancelStocktakeInput {
  @Field(() => ID, { description: 'The id of the stocktake.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ max: 500, description: 'The reason.' })
  reason!: string
}

@InputType({ description: 'Lines of a stocktake that are to be counted again.' })
export class RecountStocktakeInput {
  @Field(() => ID, { description: 'The id of the stocktake.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [ID], { description: 'The ids of the lines whose counts are taken back.' })
  lineIds!: string[]
}

@InputType({ description: 'Why one line differs.' })
export class VarianceReasonInput {
  @Field(() => ID, { description: 'The id of the line.' })
  lineId!: string

  @Text({ max: 200, description: 'The reason.' })
  reason!: string
}

@InputType({ description: 'The approval of a stocktake.' })
export class ApproveStocktakeInput {
  @Field(() => ID, { description: 'The id of the stocktake.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({
    nullable: true,
    max: 200,
    description: 'Why the lines differ that have no reason of their own; needed if there are any.',
  })
  reason?: string | null

  @Field(() => [VarianceReasonInput], {
    defaultValue: [],
    description: 'Why single lines differ.',
  })
  reasons!: VarianceReasonInput[]
}
