import { CalendarDate } from '@vetgraph/kit/scalars'
import { BasedOnVersion, Phone } from '@vetgraph/kit/fields'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A role to assign, at one location or at all.' })
export class RoleAssignmentInput {
  @Field(() => ID, {
    description: 'The role’s id. FORBIDDEN if it has permissions that the viewer does not have there.',
  })
  roleId!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the location where it applies; null for all locations.',
  })
  locationId?: string | null
}

@InputType({ description: 'What is known of somebody with an account.' })
class PersonDetailsInput {
  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the name badge, up to 200 characters; null for none.',
  })
  title?: string | null

  @Phone({ nullable: true, description: 'Telephone number; null for none.' })
  phone?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The prescriber’s registration number; null for users who do not prescribe.',
  })
  prescriberNumber?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which the prescriber’s registration is valid; required with a number.',
  })
  prescriberExpiresOn?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the owner record (household) of somebody whose pets are treated here; null for none. Needs `owner:claim`.',
  })
  ownerId?: string | null
}

@InputType({ description: 'An account to create.' })
export class CreateUserInput extends PersonDetailsInput {
  @Field(() => String, {
    description:
      'The e-mail address for the invitation and for signing in. CONFLICT if it already has an account.',
  })
  email!: string

  @Field(() => String, { description: 'Given name, up to 200 characters.' })
  firstName!: string

  @Field(() => String, { description: 'Family name, up to 200 characters.' })
  lastName!: string

  @Field(() => [RoleAssignmentInput], { description: 'The roles of the new user.' })
  roles!: RoleAssignmentInput[]
}

@InputType({ description: 'A change to an account; omitted fields stay unchanged.' })
export class UpdateUserInput extends PersonDetailsInput {
  @Field(() => ID, { description: 'The user’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => String, {
    nullable: true,
    description:
      'A new e-mail address, only while the invitation has not been accepted; the invitation is sent there. Later only the user can change it.',
  })
  email?: string | null

  @Field(() => String, { nullable: true, description: 'Given name, up to 200 characters.' })
  firstName?: string | null

  @Field(() => String, { nullable: true, description: 'Family name, up to 200 characters.' })
  lastName?: string | null

  @Field(() => [RoleAssignmentInput], {
    nullable: true,
    description:
      'All roles the user holds from now on. A change signs the user out everywhere; CONFLICT if the hospital would lose its last administrator.',
  })
  roles?: RoleAssignmentInput[] | null
}

@InputType({ description: 'A change to one’s own account; omitted fields stay unchanged.' })
export class UpdateMeInput {
  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'Given name, up to 200 characters.' })
  firstName?: string | null

  @Field(() => String, { nullable: true, description: 'Family name, up to 200 characters.' })
  lastName?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the name badge, up to 200 characters; null for none.',
  })
  title?: string | null

  @Phone({ nullable: true, description: 'Telephone number; null for none.' })
  phone?: string | null
}
