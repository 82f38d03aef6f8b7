import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ObjectType } from 'type-graphql'

@ObjectType({ description: 'How much of one lot was dispensed, or would be.' })
export class DispensedLot {
  @Field(() => Float, { description: 'How much, in the item’s unit.' })
  quantity!: number

  @Field(() => Float, { description: 'How much of that was brought back.' })
  broughtBack!: number

  lotId!: string
}

@ObjectType({
  description: 'Medicine that was handed out of a prescription from stock. It is never changed.',
})
export class Dispensing {
  @Id()
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'Why another lot was taken than the one that expires first; null if it was that.',
  })
  reason!: string | null

  @Field(() => Date, { description: 'When it was handed out.' })
  dispensedAt!: Date

  prescriptionId!: string
  petId!: string
  ownerId!: string
  itemId!: string
  locationId!: string
  quantity!: number
  stockQuantity!: number
  dispensedBy!: string
}

@ObjectType({ description: 'What can be dispensed of an item at a location now.' })
export class StockToDispense {
  @Field(() => Float, {
    description: 'How much there is that has not expired, in the item’s unit.',
  })
  available!: number

  @Field(() => Boolean, {
    description: 'Whether the quantity can be dispensed. Supplies can, also when they are lacking.',
  })
  enough!: boolean

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [DispensedLot], {
    description: 'What would be taken of each lot, the first to expire first.',
  })
  lots!: DispensedLot[]
}
