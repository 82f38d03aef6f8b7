import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'An OpenID Connect provider that users can sign in with.' })
export class SignInProvider {
  @Field(() => String, { description: 'The provider’s key, used in `startOpenIdSignIn`: `google`.' })
  key!: string

  @Field(() => String, { description: 'The display name: `Google`.' })
  label!: string
}

@InputType({
  description: 'The provider’s response, from the URL to which the browser was redirected.',
})
export class FinishOpenIdSignInInput {
  @Field(() => String, { description: 'The `state` parameter of the callback URL.' })
  state!: string

  @Field(() => String, { description: 'The `code` parameter of the callback URL.' })
  code!: string

  @Field(() => String, {
    nullable: true,
    description: 'The `iss` parameter of the callback URL, if present.',
  })
  iss?: string | null

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to create a pet owner’s account if the e-mail address has none.',
  })
  signUp!: boolean
}
