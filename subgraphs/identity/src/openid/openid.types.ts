import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Where people can sign in with an account that they have elsewhere.' })
export class SignInProvider {
  @Field(() => String, { description: 'By which `startOpenIdSignIn` knows it: `google`.' })
  key!: string

  @Field(() => String, { description: 'What people call it: `Google`.' })
  label!: string
}

@InputType({
  description: 'What the browser has brought back from the provider, from the address it came to.',
})
export class FinishOpenIdSignInInput {
  @Field(() => String, { description: 'The `state` in the address.' })
  state!: string

  @Field(() => String, { description: 'The `code` in the address.' })
  code!: string

  @Field(() => String, { nullable: true, description: 'The `iss` in the address, when there is one.' })
  iss?: string | null

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Signs a pet owner up when there is no account at the address.',
  })
  signUp!: boolean
}
