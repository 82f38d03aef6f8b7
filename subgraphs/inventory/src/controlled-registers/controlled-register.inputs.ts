import { Text } from '@vetgraph/kit/fields'
import { Field, Float, ID, InputType } from 'type-graphql'
import { WitnessProof } from '../stock/stock.inputs.ts'

@InputType({ description: 'A correction of a line: a new line, signed by the viewer and a witness.' })
export class CorrectRegisterInput {
  @Field(() => ID, { description: 'The id of the line that is wrong; not a correction or a count.' })
  lineId!: string

  @Field(() => Float, {
    nullable: true,
    description:
      'How much really came in or went out by it, in the register’s unit, to 0.001, not negative; omit it if only the words are wrong. The lot’s stock follows.',
  })
  quantity?: number | null

  @Text({ max: 500, description: 'What is wrong, and what is right.' })
  reason!: string

  @WitnessProof({ nullable: false })
  witnessProof!: string
}

@InputType({ description: 'A count of what there is of a controlled drug.' })
export class CountRegisterInput {
  @Field(() => ID, { description: 'The register’s id.' })
  registerId!: string

  @Field(() => Float, { description: 'How much there is, in the register’s unit, to 0.001, not negative.' })
  counted!: number

  @Text({ nullable: true, max: 500, description: 'What was found; needed if the balance is another.' })
  reason?: string | null
}
