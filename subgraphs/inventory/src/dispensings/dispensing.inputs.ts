import { Text } from '@vetgraph/kit/fields'
import { maxReason } from '@vetgraph/kit/text'
import { WitnessProof } from '../stock/stock.inputs.ts'
import { Field, Float, ID, InputType, registerEnumType } from 'type-graphql'

export enum ReturnTo {
  STOCK = 'STOCK',
  WRITE_OFF = 'WRITE_OFF',
}

registerEnumType(ReturnTo, {
  name: 'ReturnTo',
  description: 'What becomes of what was dispensed or sent to another location and comes back.',
  valuesConfig: {
    STOCK: { description: 'It goes back into the lot of which it was.' },
    WRITE_OFF: {
      description: 'It is lost or destroyed: it comes back into its lot and is written off at once.',
    },
  },
})

@InputType({ description: 'Medicine that is handed out of a prescription, from the stock of a location.' })
export class DispenseInput {
  @Field(() => ID, { description: 'The prescription’s id.' })
  prescriptionId!: string

  @Field(() => ID, { description: 'The id of the location whose stock it comes from.' })
  locationId!: string

  @Field(() => Float, {
    nullable: true,
    description:
      'How much, in the prescription’s unit, to 0.001; if omitted the prescription’s quantity, or what is left of it.',
  })
  quantity?: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'How much that is of the item’s unit, to 0.001; needed if it is another unit than the prescription’s.',
  })
  stockQuantity?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'The lot that all of it is taken from; if omitted those that expire first.',
  })
  lotId?: string | null

  @Text({
    nullable: true,
    max: maxReason,
    description: 'Why that lot; needed if another lot expires earlier.',
  })
  reason?: string | null

  @WitnessProof()
  witnessProof?: string | null
}

@InputType({ description: 'Medicine that was dispensed and is brought back.' })
export class ReturnStockInput {
  @Field(() => ID, { description: 'The id of the dispensing.' })
  dispensingId!: string

  @Field(() => Float, {
    nullable: true,
    description: 'How much, in the item’s unit, to 0.001; if omitted all that was not brought back yet.',
  })
  quantity?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'The lot of which it is; if omitted the one of it that expires last first.',
  })
  lotId?: string | null

  @Field(() => ReturnTo, { description: 'What becomes of it.' })
  to!: ReturnTo

  @Text({ max: maxReason, description: 'Why it is brought back.' })
  reason!: string

  @WitnessProof()
  witnessProof?: string | null
}
