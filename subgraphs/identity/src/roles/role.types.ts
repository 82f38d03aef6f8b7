import { Id, Version } from '@vetgraph/kit/fields'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'A named set of permissions that users are given, at one location or at all.',
})
export class Role {
  @Id()
  id!: string

  @Field(() => String, {
    description: 'The role’s key, used in the API: `RECEPTIONIST`.',
  })
  key!: string

  @Field(() => String, { description: 'The display name: “Receptionist”.' })
  name!: string

  @Field(() => String, { description: 'What users with this role do.' })
  description!: string

  @Field(() => Boolean, {
    description: 'Whether appointments can be booked with users in this role.',
  })
  seesPatients!: boolean

  @Field(() => Boolean, {
    description:
      'Whether it is a built-in role, which the software keeps up to date; only `requiresSecondFactor` can be changed.',
  })
  builtIn!: boolean

  @Field(() => Boolean, {
    description: 'Whether users with this role have no permissions until they enable a second factor.',
  })
  requiresSecondFactor!: boolean

  @Version()
  version!: number
}

@ObjectType({ description: 'A permission that roles can grant.' })
export class Permission {
  @Field(() => String, { description: 'The permission’s name, `appointment:book`.' })
  name!: string

  @Field(() => String, { description: 'The resource it is about, `appointment`.' })
  resource!: string

  @Field(() => String, { description: 'What it allows, as text.' })
  description!: string
}
