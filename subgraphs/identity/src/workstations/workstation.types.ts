import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A browser that several people share: there a PIN is enough to change over.' })
export class Workstation {
  @Id()
  id!: string

  @Field(() => String, { description: 'What people call it: “Front desk left”.' })
  name!: string

  @Field(() => Int, {
    description: 'After so many minutes without a touch the person is signed out.',
  })
  idleMinutes!: number

  @Field(() => Date, { description: 'When it was registered.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When somebody last signed in there.' })
  lastUsedAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is none any more; else null.',
  })
  revokedAt!: Date | null
}

@ObjectType({ description: 'Somebody who can take over a shared workstation by PIN.' })
export class WorkstationPerson {
  @Field(() => ID, { description: 'The person’s user id.' })
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the badge.',
  })
  title!: string | null
}

@InputType({ description: 'This browser as a shared workstation.' })
export class RegisterWorkstationInput {
  @Field(() => String, { description: 'What people call it, up to 200 characters.' })
  name!: string

  @Field(() => ID, { description: 'Where it stands: whoever works there can use it.' })
  locationId!: string

  @Field(() => Int, {
    defaultValue: 5,
    description: 'After so many minutes without a touch the person is signed out: 1 to 60.',
  })
  idleMinutes!: number
}

@InputType({ description: 'One’s own PIN for shared workstations.' })
export class SetMyPinInput {
  @Field(() => String, { description: 'The password, to prove that it is you.' })
  password!: string

  @Field(() => String, {
    description:
      '4 to 8 digits; not all alike, not in a row like 1234 or 9876, and not the same two again and again.',
  })
  pin!: string
}

@InputType({ description: 'Who takes over a shared workstation.' })
export class SwitchUserInput {
  @Field(() => ID, { description: 'One of the workstation’s `people`.' })
  userId!: string

  @Field(() => String, { description: 'Their PIN.' })
  pin!: string
}
