import { BasedOnVersion } from '@vetgraph/kit/fields'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A role of the hospital’s own.' })
export class CreateRoleInput {
  @Field(() => String, {
    description: 'The name people know, up to 200 characters. CONFLICT when a role has it.',
  })
  name!: string

  @Field(() => String, { description: 'What people in this role do, up to 1,000 characters.' })
  description!: string

  @Field(() => [String], {
    description: 'What it allows, each as `appointment:book`. FORBIDDEN for what the viewer may not do.',
  })
  permissions!: string[]

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether visits can be booked with the people in this role.',
  })
  seesPatients!: boolean

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether people in this role can do nothing before they have a second factor.',
  })
  requiresSecondFactor!: boolean
}

@InputType({
  description:
    'A change to a role; what is left out stays as it is. Of a built-in role only `requiresSecondFactor` can change.',
})
export class UpdateRoleInput {
  @Field(() => ID, { description: 'The role.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'The name people know, up to 200 characters.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What people in this role do, up to 1,000 characters.',
  })
  description?: string | null

  @Field(() => [String], {
    nullable: true,
    description:
      'All it allows from now on. When something is taken, everybody in the role is signed out; what is given counts from their next refresh.',
  })
  permissions?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether visits can be booked with the people in this role.',
  })
  seesPatients?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether people in this role can do nothing before they have a second factor.',
  })
  requiresSecondFactor?: boolean | null
}
