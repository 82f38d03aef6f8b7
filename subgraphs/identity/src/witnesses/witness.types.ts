import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'That a colleague stands by, as PIN or password has proved. It is good once, for one viewer at one location.',
})
export class WitnessProof {
  @Field(() => ID, { description: 'The proof itself: send it as `witnessProof` with what was witnessed.' })
  id!: string

  @Field(() => Date, { description: 'Until when it can be used: two minutes.' })
  expiresAt!: Date

  witnessId!: string
  actorId!: string
  locationId!: string
}

@InputType({ description: 'A colleague who stands by, and what proves it.' })
export class ProveWitnessInput {
  @Field(() => ID, { description: 'The user id of the witness: one of `witnesses`.' })
  witnessId!: string

  @Field(() => ID, { description: 'The id of the location.' })
  locationId!: string

  @Field(() => String, { description: 'The PIN of the witness for shared workstations, or their password.' })
  secret!: string
}
