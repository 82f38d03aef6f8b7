import { Text } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql'
import { MovementKind } from './stock-movement.table.ts'

export enum PackUnit {
  DISPENSING = 'DISPENSING',
  STOCK = 'STOCK',
  BUYING = 'BUYING',
}

registerEnumType(PackUnit, {
  name: 'PackUnit',
  description: 'The unit of an item in which a quantity is given.',
  valuesConfig: {
    DISPENSING: { description: 'The item’s `unit`.' },
    STOCK: { description: 'The item’s `stockUnit`.' },
    BUYING: { description: 'The item’s `buyingUnit`.' },
  },
})

/** What `proveWitness` has answered. */
export const WitnessProof = ({ nullable = true } = {}): PropertyDecorator =>
  Field(() => String, {
    nullable,
    description:
      'The proof of a witness, of `proveWitness`, for what goes out of a controlled item; BAD_USER_INPUT here without one, or for one that has ended, is another viewer’s or another location’s.',
  })

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

  @Field(() => MovementKind, {
    nullable: true,
    description:
      'Why it moves; COUNT if omitted, never RECEIPT, DISPENSE, TRANSFER_OUT or TRANSFER_IN. USE, WASTAGE and WRITE_OFF only go out.',
  })
  kind?: MovementKind | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The lot that it comes into or goes out of. If omitted, what goes out is of the lots that expire first, and what comes in is of unknown lot and expiry.',
  })
  lotId?: string | null

  @Field(() => String, {
    description: 'The reason, for stock audits; at most 500 characters.',
  })
  reason!: string

  @WitnessProof()
  witnessProof?: string | null
}

@InputType({ description: 'A delivery of one item and lot.' })
export class ReceiveStockInput {
  @Field(() => ID, { description: 'The item’s id.' })
  itemId!: string

  @Field(() => ID, { description: 'The id of the location at which it arrived.' })
  locationId!: string

  @Field(() => Float, { description: 'How much arrived, in `unit`: above 0, to 0.001.' })
  quantity!: number

  @Field(() => PackUnit, { nullable: true, description: 'The unit of the quantity; DISPENSING if omitted.' })
  unit?: PackUnit | null

  @Text({ nullable: true, max: 50, description: 'The maker’s lot number; null if it is unknown.' })
  lotNumber?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it may be used, not past; null if it is unknown.',
  })
  expiresOn?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'What all of it cost, in minor units of the location’s currency. If omitted, it is unknown, or by the price of the order line.',
  })
  cost?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the line of a purchase order that it was ordered by, for this item and location.',
  })
  orderLineId?: string | null

  @Text({
    nullable: true,
    max: 500,
    description: 'Why it is taken although more than a tenth above the order has arrived with it.',
  })
  overReceiptReason?: string | null
}
