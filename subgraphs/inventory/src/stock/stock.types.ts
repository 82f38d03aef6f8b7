import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id } from '@vetgraph/kit/fields'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { MovementKind } from './stock-movement.table.ts'
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

registerEnumType(MovementKind, {
  name: 'MovementKind',
  description: 'Why stock came in or went out.',
  valuesConfig: {
    RECEIPT: { description: 'A delivery that arrived.' },
    DISPENSE: { description: 'Handed out of a prescription; never of an expired lot.' },
    USE: { description: 'Used up in the hospital; never of an expired lot.' },
    WASTAGE: { description: 'Broken, spilled or left over.' },
    COUNT: { description: 'The shelf was counted and the stock corrected.' },
    RETURN: { description: 'Sent back to the supplier (goes out) or brought back (comes in).' },
    WRITE_OFF: { description: 'Written off, because it has expired or for another reason.' },
    TRANSFER_OUT: { description: 'Sent to another location.' },
    TRANSFER_IN: { description: 'Received from another location, or come back from the way to one.' },
  },
})

@ObjectType({ description: 'What arrived of an item together, with its lot number and expiry.' })
export class Lot {
  @Id()
  id!: string

  @Field(() => String, { nullable: true, description: 'The maker’s lot number; null if it is unknown.' })
  number!: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it may be used; null if it is unknown.',
  })
  expiresOn!: string | null

  @Field(() => Date, { description: 'When it arrived or was first counted.' })
  receivedAt!: Date

  itemId!: string
  locationId!: string
  received!: number
  onHand!: number
  cost!: number | null
  currency!: string | null
}

export const LotConnection = connectionOf(() => Lot, 'Lot', 'lots')
export type LotConnection = InstanceType<typeof LotConnection>

@InputType({ description: 'Filters of lots; all lots in stock that the viewer may see if omitted.' })
export class LotFilter {
  @Field(() => ID, { nullable: true, description: 'Only lots of this item.' })
  itemId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only lots at this location.' })
  locationId?: string | null

  @Field(() => String, { nullable: true, description: 'Only lots with this lot number, exactly.' })
  number?: string | null

  @Field(() => Boolean, { nullable: true, description: 'True: also lots of which nothing is left.' })
  withEmpty?: boolean | null
}

@ObjectType({ description: 'A movement of stock: what came in or went out of one lot. It is never changed.' })
export class StockMovement {
  @Id()
  id!: string

  @Field(() => MovementKind, { description: 'Why it moved.' })
  kind!: MovementKind

  @Field(() => String, { description: 'The reason in words.' })
  reason!: string

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date

  lotId!: string
  locationId!: string
  actorId!: string
  quantity!: number
  dispensingId!: string | null
}

export const StockMovementConnection = connectionOf(() => StockMovement, 'StockMovement', 'movements')
export type StockMovementConnection = InstanceType<typeof StockMovementConnection>

@ObjectType({ description: 'How much of an item was used in a month.' })
export class StockUsage {
  @Field(() => String, { description: 'The month in the location’s time zone, `2026-11`.' })
  month!: string

  @Field(() => Float, { description: 'The quantity used, in the item’s unit.' })
  quantity!: number
}

@ObjectType({ description: 'The stock of an item at a location at an instant.' })
export class StockAsOf {
  @Field(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location!: Location

  @Field(() => Float, {
    description: 'The stock at that instant, in the item’s unit: the sum of the movements until then.',
  })
  onHand!: number

  @Field(() => Money, {
    description:
      'What it cost: of each lot the share of its cost, rounded once; lots of unknown cost count nothing.',
  })
  value!: MoneyValue

  @Field(() => Float, { description: 'How much of it has no known cost, in the item’s unit.' })
  withoutCost!: number
}
