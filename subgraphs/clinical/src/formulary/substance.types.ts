import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An active substance of medicines, or something that animals are allergic to.' })
export class Substance {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'Its name, `Amoxicillin`.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'The family, `Penicillins`: an allergy to one member stops all. Null for none.',
  })
  family!: string | null

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is no longer offered; null while it is.',
  })
  retiredAt!: Date | null

  @Field(() => Int, { description: 'Counts the saves; send it back with a change.' })
  version!: number
}

@ObjectType({ description: 'A page of substances.' })
export class SubstanceConnection extends connectionOf(() => Substance, 'Substance', 'substances') {}

@InputType({ description: 'Which substances to list.' })
export class SubstanceFilter {
  @Field(() => String, { nullable: true, description: 'The beginning of the name.' })
  search?: string | null

  @Field(() => Boolean, { nullable: true, description: 'True to list the retired ones too.' })
  includeRetired?: boolean | null
}

@InputType({ description: 'A substance to save.' })
export class SaveSubstanceInput {
  @Field(() => ID, { nullable: true, description: 'The substance to change; left out, a new one.' })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version the change is based on, needed with `id`; a stale one is a CONFLICT.',
  })
  version?: number | null

  @Field(() => String, { description: 'The name, up to 200 characters; each only once.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'The family, up to 200 characters; null for none.' })
  family?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True to offer it no longer, false to offer it again.',
  })
  retired?: boolean | null
}
