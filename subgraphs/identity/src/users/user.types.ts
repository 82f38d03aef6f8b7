import { connectionOf } from '@vetgraph/kit/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, InputType, ObjectType } from 'type-graphql'
import { Role } from '../roles/role.types.ts'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody with an account: staff, a pet owner, or both.' })
export class User {
  @Id()
  id!: string

  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the badge: “Veterinary surgeon, MRCVS”.',
  })
  title!: string | null

  @Field(() => Boolean, {
    description: 'Whether the account can be used. A leaver’s cannot, but the name stays on what they did.',
  })
  active!: boolean

  @Field(() => Date, { description: 'When the account was made.' })
  createdAt!: Date

  @Version()
  version!: number
}

@ObjectType({ description: 'A role that somebody holds, at one location or at every one.' })
export class RoleAssignment {
  @Field(() => Role, { description: 'The role.' })
  role!: Role

  locationId!: string | null
}

@ObjectType('UserConnection', { description: 'A page of users.' })
export class UserConnection extends connectionOf(() => User, 'User', 'users') {}

@InputType({ description: 'Which users to list; what is not said is not asked.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Parts of the name, in any order; for those with `user:read` also of the e-mail address. At most 200 characters.',
  })
  search?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only those who hold the role with this key, anywhere.',
  })
  roleKey?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only the hospital’s people (true), or only accounts that are nothing but a pet owner’s (false).',
  })
  staff?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only accounts that can (true) or cannot (false) be used.',
  })
  active?: boolean | null
}
