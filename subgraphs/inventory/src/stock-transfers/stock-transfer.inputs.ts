import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { maxReason } from '@vetgraph/kit/text'
import { Field, Float, ID, InputType } from 'type-graphql'
import { ReturnTo } from '../dispensings/dispensing.inputs.ts'
import { WitnessProof } from '../stock/stock.inputs.ts'

@InputType({ description: 'Stock that is sent to another location.' })
export class TransferStockInput {
  @Field(() => ID, {
    description: 'The id of the lot of which it is, which also says from where it is sent.',
  })
  lotId!: string

  @Field(() => ID, { description: 'The id of the location to which it is sent.' })
  toLocationId!: string

  @Field(() => Float, { description: 'How much is sent, in the item’s unit: above 0, to 0.001.' })
  quantity!: number

  @Text({ nullable: true, max: maxReason, description: 'What the receiver should know of it.' })
  note?: string | null

  @WitnessProof()
  witnessProof?: string | null
}

@InputType({ description: 'What has arrived of a transfer.' })
export class ReceiveTransferInput {
  @Field(() => ID, { description: 'The id of the transfer.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => Float, {
    description:
      'How much has arrived, in the item’s unit, to 0.001: no more than is in transit; 0 only with a `differenceReason`.',
  })
  quantity!: number

  @Text({
    nullable: true,
    max: maxReason,
    description:
      'Why the rest will not come; null while it is on its way. The sender then takes the rest back or writes it off.',
  })
  differenceReason?: string | null

  @WitnessProof()
  witnessProof?: string | null
}

@InputType({ description: 'What becomes of stock in transit that does not arrive.' })
export class ReturnTransferInput {
  @Field(() => ID, { description: 'The id of the transfer.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => Float, {
    nullable: true,
    description: 'How much of it, in the item’s unit, to 0.001; all that is in transit if omitted.',
  })
  quantity?: number | null

  @Field(() => ReturnTo, {
    description: 'Whether it comes back into the lot of the sender, or is written off there at once.',
  })
  to!: ReturnTo

  @Text({ max: maxReason, description: 'Why.' })
  reason!: string

  @WitnessProof()
  witnessProof?: string | null
}
