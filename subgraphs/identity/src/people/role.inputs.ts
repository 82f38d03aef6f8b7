import { BasedOnVersion } from '@vetgraph/kit/fields'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A role to create.' })
export class CreateRoleInput {
  @Field(() => String, {
    description: 'The display name, up to 200 characters. CONFLICT if another role has it.',
  })
  name!: string

  @Field(() => String, { description: 'What users with this role do, up to 1,000 characters.' })
  description!: string

  @Field(() => [String], {
    description:
      'The role’s permissions, each like `appointment:book`. FORBIDDEN for permissions that the viewer does not have.',
  })
  permissions!: string[]

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether appointments can be booked with users in this role.',
  })
  seesPatients!: boolean

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether users with this role have no permissions until they enable a second factor.',
  })
  requiresSecondFactor!: boolean
}

@InputType({
  description:
    'A change to a role; omitted fields stay unchanged. Of a built-in role only `requiresSecondFactor` can change.',
})
export class UpdateRoleInput {
  @Field(() => ID, { description: 'The role.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'The display name, up to 200 characters.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What users with this role do, up to 1,000 characters.',
  })
  description?: string | null

  @Field(() => [String], {
    nullable: true,
    description:
      'All permissions of the role from now on. If some are removed, all users with the role are signed out; added ones take effect at their next token refresh.',
  })
  permissions?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether appointments can be booked with users in this role.',
  })
  seesPatients?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether users with this role have no permissions until they enable a second factor.',
  })
  requiresSecondFactor?: boolean | null
}
