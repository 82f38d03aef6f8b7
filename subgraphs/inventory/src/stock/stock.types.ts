import { Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location } from '../refs/stubs.ts'

@ObjectType({ description: 'How much of an item a location has.' })
export class StockLevel {
  @Field(() => Location, {
    nullable: true,
    description: 'The location; null while its part of the system does not answer.',
  })
  location!: Location

  @Field(() => Float, {
    description: 'How much there is, in the item’s unit: the sum of all movements.',
  })
  onHand!: number

  @Field(() => Boolean, {
    description: 'Whether this location should order: reorder level or less.',
  })
  low!: boolean

  @Field(() => Boolean, {
    description: 'Whether more was used than was booked in: count and correct it. Never for medication.',
  })
  negative!: boolean
}

@InputType({ description: 'A correction of stock, by count or by hand.' })
export class AdjustStockInput {
  @Field(() => ID, { description: 'The item.' })
  itemId!: string

  @Field(() => ID, { description: 'The location whose stock it is.' })
  locationId!: string

  @Field(() => Float, {
    description: 'What comes in (positive) or goes out (negative), in the item’s unit, to 0.001; not zero.',
  })
  quantity!: number

  @Field(() => String, {
    description: 'Why, in words, for whoever checks the stock; 500 characters at most.',
  })
  reason!: string
}

@InputType({ description: 'Which changes of stock to hear of; what is left out does not narrow.' })
export class StockChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this item.' })
  itemId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location.' })
  locationId?: string | null
}

@ObjectType({ description: 'Some stock came in or went out.' })
export class StockChange {
  @Field(() => InventoryItem, { description: 'The item.' })
  item!: InventoryItem

  @Field(() => Location, {
    nullable: true,
    description: 'The location whose stock it is; null while its part of the system does not answer.',
  })
  location!: Location

  @Field(() => Float, { description: 'How much there is after it, in the item’s unit.' })
  onHand!: number

  @Field(() => Float, { description: 'What came in (positive) or went out (negative).' })
  quantity!: number

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}
