import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, InputType, ObjectType } from 'type-graphql'
import { Role } from '../roles/role.types.ts'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A user: somebody with an account, such as staff or a pet owner.' })
export class User {
  @Id()
  id!: string

  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Field(() => String, {
    nullable: true,
    description:
      'Job title and qualifications as on the name badge: “Veterinary surgeon, MRCVS”; null if there is none.',
  })
  title!: string | null

  @Field(() => Boolean, {
    description:
      'Whether the account is active. A deactivated user cannot sign in, but stays named in existing records.',
  })
  active!: boolean

  @Field(() => Date, { description: 'When the account was created.' })
  createdAt!: Date

  @Version()
  version!: number
}

@ObjectType({ description: 'A role that a user holds, at one location or at all.' })
export class RoleAssignment {
  @Field(() => Role, { description: 'The role.' })
  role!: Role

  locationId!: string | null
}

@ObjectType('UserConnection', { description: 'A page of users.' })
export class UserConnection extends connectionOf(() => User, 'User', 'users') {}

@InputType({ description: 'Filters of the list of users; all users if omitted.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Parts of the name, in any order; with `user:read` also of the e-mail address. At most 200 characters.',
  })
  search?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only users who hold the role with this key at any location.',
  })
  roleKey?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only staff accounts. False: only accounts that are pet owners’ only.',
  })
  staff?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only active accounts. False: only deactivated ones.',
  })
  active?: boolean | null
}
