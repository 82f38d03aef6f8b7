import { Field, Float, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'An item that should be ordered for a location, and how much of it.' })
export class ReorderProposal {
  @Field(() => Float, { description: 'How much there is, in the item’s unit.' })
  onHand!: number

  @Field(() => Float, {
    description:
      'How much is ordered, in a draft, or in transit from another location and has not arrived, in the item’s unit.',
  })
  onOrder!: number

  @Field(() => Float, {
    description: 'How much was used and dispensed in the last 90 days, less what was brought back.',
  })
  used!: number

  @Field(() => Float, {
    description:
      'With how much or less it is proposed: the reorder level, or what is used until a delivery arrives if that is more.',
  })
  reorderAt!: number

  @Field(() => Int, {
    nullable: true,
    description:
      'How many packs of the supplier bring it above that by the reorder level or by the use of 30 days, whichever is more; null without a supplier.',
  })
  packs!: number | null

  itemId!: string
  supplierItemId!: string | null
}
