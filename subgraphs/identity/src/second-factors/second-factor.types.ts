import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The device that shows codes, with which somebody signs in beside the password.' })
export class SecondFactor {
  @Field(() => Boolean, { description: 'Whether signing in takes a code.' })
  enabled!: boolean

  @Field(() => Boolean, {
    description: 'Whether one of the person’s roles demands it: until it is enabled they have no rights.',
  })
  required!: boolean

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is enabled; null when it is not.',
  })
  confirmedAt!: Date | null

  @Field(() => Int, { description: 'How many recovery codes were not used yet.' })
  recoveryCodesLeft!: number
}

@ObjectType({ description: 'What an authenticator app needs to show codes; it can be asked for only once.' })
export class SecondFactorSecret {
  @Field(() => String, { description: 'To be typed where no camera is, in base32.' })
  secret!: string

  @Field(() => String, {
    description: 'An `otpauth:` address that holds everything; draw it as a QR code.',
  })
  uri!: string
}

@InputType({ description: 'Who wants another second factor.' })
export class StartSecondFactorInput {
  @Field(() => String, { description: 'One’s password, to be sure who asks.' })
  password!: string

  @Field(() => String, {
    nullable: true,
    description: 'A code of the second factor there is, which this one replaces.',
  })
  code?: string | null
}

@InputType({ description: 'Who does without a second factor.' })
export class DisableSecondFactorInput {
  @Field(() => String, { description: 'One’s password, to be sure who asks.' })
  password!: string

  @Field(() => String, { description: 'A code of the device, or a recovery code.' })
  code!: string
}
