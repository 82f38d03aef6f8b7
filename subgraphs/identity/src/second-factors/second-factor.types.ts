import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A user’s second factor for signing in: an authenticator app that shows codes.' })
export class SecondFactor {
  @Field(() => Boolean, { description: 'Whether signing in requires a code.' })
  enabled!: boolean

  @Field(() => Boolean, {
    description:
      'Whether one of the user’s roles requires a second factor: until it is enabled the user has no permissions.',
  })
  required!: boolean

  @Field(() => Date, {
    nullable: true,
    description: 'When the second factor was enabled; null if it is not enabled.',
  })
  confirmedAt!: Date | null

  @Field(() => Int, { description: 'The number of unused recovery codes.' })
  recoveryCodesLeft!: number
}

@ObjectType({ description: 'The secret for an authenticator app; it is shown only once.' })
export class SecondFactorSecret {
  @Field(() => String, { description: 'The secret in base32, to be typed where no QR code can be scanned.' })
  secret!: string

  @Field(() => String, {
    description: 'An `otpauth:` URI with the secret and account, to be shown as a QR code.',
  })
  uri!: string
}

@InputType({ description: 'The viewer’s password and, if a second factor is enabled, a code of it.' })
export class StartSecondFactorInput {
  @Field(() => String, { description: 'The viewer’s password, for verification.' })
  password!: string

  @Field(() => String, {
    nullable: true,
    description:
      'A code of the current second factor, which the new one replaces. Required if one is enabled.',
  })
  code?: string | null
}

@InputType({ description: 'The viewer’s password and a code, to disable the second factor.' })
export class DisableSecondFactorInput {
  @Field(() => String, { description: 'The viewer’s password, for verification.' })
  password!: string

  @Field(() => String, { description: 'A code from the authenticator app, or a recovery code.' })
  code!: string
}
