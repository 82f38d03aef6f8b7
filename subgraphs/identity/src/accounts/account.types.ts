import { Phone } from '@vetgraph/kit/fields'
import { Field, InputType } from 'type-graphql'

const passwordRules =
  'At least 10 characters and at most 72 bytes; not a common password, and not the user’s own name or e-mail address.'

@InputType({ description: 'A pet owner who signs up for the portal.' })
export class RegisterOwnerInput {
  @Field(() => String, {
    description: 'The e-mail address for signing in; a link to verify it is sent there.',
  })
  email!: string

  @Field(() => String, { description: passwordRules })
  password!: string

  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Phone({ nullable: true, description: 'Telephone number, which helps staff to find the household.' })
  phone?: string | null
}

@InputType({ description: 'A new password, with the token of the link sent by e-mail.' })
export class ChoosePasswordInput {
  @Field(() => String, { description: 'The token: the part of the link after `#`.' })
  token!: string

  @Field(() => String, { description: passwordRules })
  password!: string
}

@InputType({ description: 'The viewer’s current and new password.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The current password.' })
  current!: string

  @Field(() => String, { description: passwordRules })
  next!: string
}

@InputType({ description: 'A new sign-in e-mail address.' })
export class RequestEmailChangeInput {
  @Field(() => String, { description: 'The new e-mail address.' })
  email!: string

  @Field(() => String, { description: 'The viewer’s password, for verification.' })
  password!: string
}
