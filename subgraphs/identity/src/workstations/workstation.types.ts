import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A browser that several people share: there, a PIN is enough to switch users.' })
export class Workstation {
  @Id()
  id!: string

  @Field(() => String, { description: 'The workstation’s name: “Front desk left”.' })
  name!: string

  @Field(() => Int, {
    description: 'After this many minutes without activity the user is signed out.',
  })
  idleMinutes!: number

  @Field(() => Date, { description: 'When it was registered.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When somebody last signed in there; null if nobody has.' })
  lastUsedAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When the registration was ended; null if the workstation is in use.',
  })
  revokedAt!: Date | null
}

@ObjectType({ description: 'A user who can sign in at a shared workstation by PIN.' })
export class WorkstationPerson {
  @Field(() => ID, { description: 'The person’s user id.' })
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'Job title and qualifications as on the name badge; null if there is none.',
  })
  title!: string | null
}

@InputType({ description: 'This browser, to be registered as a shared workstation.' })
export class RegisterWorkstationInput {
  @Field(() => String, { description: 'The workstation’s name, up to 200 characters.' })
  name!: string

  @Field(() => ID, {
    description: 'The id of the location where it stands; everybody who works there can use it.',
  })
  locationId!: string

  @Field(() => Int, {
    defaultValue: 5,
    description: 'After this many minutes without activity the user is signed out: 1 to 60.',
  })
  idleMinutes!: number
}

@InputType({ description: 'The viewer’s own PIN for shared workstations.' })
export class SetMyPinInput {
  @Field(() => String, { description: 'The viewer’s password, for verification.' })
  password!: string

  @Field(() => String, {
    description:
      '4 to 8 digits; not all equal, not consecutive like 1234 or 9876, and not one pair repeated like 1212.',
  })
  pin!: string
}

@InputType({ description: 'The user who signs in at a shared workstation by PIN.' })
export class SwitchUserInput {
  @Field(() => ID, { description: 'The id of one of the workstation’s `people`.' })
  userId!: string

  @Field(() => String, { description: 'The user’s PIN.' })
  pin!: string
}
