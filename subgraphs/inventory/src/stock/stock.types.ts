import { Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location } from '../refs/stubs.ts'

@ObjectType({ description: 'The stock of an item at a location.' })
export class StockLevel {
  @Field(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location!: Location

  @Field(() => Float, {
    description: 'The stock in the item’s unit: the sum of all movements.',
  })
  onHand!: number

  @Field(() => Boolean, {
    description: 'Whether the stock is at or below the reorder level at this location.',
  })
  low!: boolean

  @Field(() => Boolean, {
    description:
      'Whether the stock is below zero, because more was used than received: it must be counted and corrected. Never for medication.',
  })
  negative!: boolean
}

@InputType({ description: 'A correction of stock, after a count or for another reason.' })
export class AdjustStockInput {
  @Field(() => ID, { description: 'The item’s id.' })
  itemId!: string

  @Field(() => ID, { description: 'The id of the location whose stock is corrected.' })
  locationId!: string

  @Field(() => Float, {
    description:
      'The quantity that comes in (positive) or goes out (negative), in the item’s unit, to 0.001; not zero.',
  })
  quantity!: number

  @Field(() => String, {
    description: 'The reason, for stock audits; at most 500 characters.',
  })
  reason!: string
}

@InputType({ description: 'Filters; all stock that the viewer may see if omitted.' })
export class StockChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only stock of this item.' })
  itemId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only stock at this location.' })
  locationId?: string | null
}

@ObjectType({ description: 'A change of stock.' })
export class StockChange {
  @Field(() => InventoryItem, { description: 'The item.' })
  item!: InventoryItem

  @Field(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location!: Location

  @Field(() => Float, { description: 'The stock after this change, in the item’s unit.' })
  onHand!: number

  @Field(() => Float, {
    description: 'The quantity that came in (positive) or went out (negative), in the item’s unit.',
  })
  quantity!: number

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}
