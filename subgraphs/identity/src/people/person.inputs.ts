import { CalendarDate } from '@vetgraph/kit/scalars'
import { BasedOnVersion } from '@vetgraph/kit/fields'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A role to hold, at one location or at every one.' })
export class RoleAssignmentInput {
  @Field(() => ID, { description: 'The role. FORBIDDEN when it allows what the viewer may not do there.' })
  roleId!: string

  @Field(() => ID, { nullable: true, description: 'Where it holds; null for every location.' })
  locationId?: string | null
}

@InputType({ description: 'What is known of somebody with an account.' })
class PersonDetailsInput {
  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the badge, up to 200 characters; null for none.',
  })
  title?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Telephone number with 7 to 15 digits, written as you like; null for none.',
  })
  phone?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The number under which the authority knows a prescriber; null for who prescribes nothing.',
  })
  prescriberNumber?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which the prescriber’s number holds; needed with a number.',
  })
  prescriberExpiresOn?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The household of somebody whose pets are treated here (Owner); null for none. Needs `owner:claim`.',
  })
  ownerId?: string | null
}

@InputType({ description: 'Somebody who is to have an account.' })
export class CreateUserInput extends PersonDetailsInput {
  @Field(() => String, {
    description: 'Where the invitation goes, and what they sign in with. CONFLICT when it has an account.',
  })
  email!: string

  @Field(() => String, { description: 'Given name, up to 200 characters.' })
  firstName!: string

  @Field(() => String, { description: 'Family name, up to 200 characters.' })
  lastName!: string

  @Field(() => [RoleAssignmentInput], { description: 'The roles they will hold.' })
  roles!: RoleAssignmentInput[]
}

@InputType({ description: 'A change to an account; what is left out stays as it is.' })
export class UpdateUserInput extends PersonDetailsInput {
  @Field(() => ID, { description: 'Whose account.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => String, {
    nullable: true,
    description:
      'Another address, only while the invitation has not been accepted; it is then sent there. Later only the person changes it.',
  })
  email?: string | null

  @Field(() => String, { nullable: true, description: 'Given name, up to 200 characters.' })
  firstName?: string | null

  @Field(() => String, { nullable: true, description: 'Family name, up to 200 characters.' })
  lastName?: string | null

  @Field(() => [RoleAssignmentInput], {
    nullable: true,
    description:
      'All roles they hold from now on. A change signs them out everywhere; CONFLICT when the hospital would lose its last administrator.',
  })
  roles?: RoleAssignmentInput[] | null
}

@InputType({ description: 'A change to one’s own account; what is left out stays as it is.' })
export class UpdateMeInput {
  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'Given name, up to 200 characters.' })
  firstName?: string | null

  @Field(() => String, { nullable: true, description: 'Family name, up to 200 characters.' })
  lastName?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the badge, up to 200 characters; null for none.',
  })
  title?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Telephone number with 7 to 15 digits, written as you like; null for none.',
  })
  phone?: string | null
}
