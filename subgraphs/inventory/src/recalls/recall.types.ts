import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { Dispensing } from '../dispensings/dispensing.types.ts'
import { Lot } from '../stock/stock.types.ts'

@ObjectType({ description: 'What a manufacturer’s recall of a lot concerns: where it is, and who has it.' })
export class Recall {
  @Field(() => ID, { description: 'The id of the lot that is recalled.' })
  id!: string

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [Lot], {
    description:
      'The lots of the item with the same lot number, also used up ones, the first to expire first; at most 100. Of a lot without a number, that lot only.',
  })
  lots!: Lot[]
}

@ObjectType({ description: 'A page of what was dispensed.' })
export class DispensingConnection extends connectionOf(() => Dispensing, 'Dispensing', 'dispensings') {}
