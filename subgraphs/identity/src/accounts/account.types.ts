import { Field, InputType } from 'type-graphql'

const passwordRules =
  'At least 10 characters and at most 72 bytes, none of the commonest, and not one’s own name or address.'

@InputType({ description: 'A pet owner who signs up for the portal.' })
export class RegisterOwnerInput {
  @Field(() => String, { description: 'Where the link to verify it is sent; one signs in with it.' })
  email!: string

  @Field(() => String, { description: passwordRules })
  password!: string

  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Field(() => String, {
    nullable: true,
    description: 'Telephone, by which reception may recognise the household.',
  })
  phone?: string | null
}

@InputType({ description: 'A new password against the link that was sent by e-mail.' })
export class ChoosePasswordInput {
  @Field(() => String, { description: 'What stands behind the `#` of the link.' })
  token!: string

  @Field(() => String, { description: passwordRules })
  password!: string
}

@InputType({ description: 'One’s own password, before and after.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password until now.' })
  current!: string

  @Field(() => String, { description: passwordRules })
  next!: string
}

@InputType({ description: 'Another address to sign in with.' })
export class RequestEmailChangeInput {
  @Field(() => String, { description: 'The new address.' })
  email!: string

  @Field(() => String, { description: 'One’s password, to be sure who asks.' })
  password!: string
}
