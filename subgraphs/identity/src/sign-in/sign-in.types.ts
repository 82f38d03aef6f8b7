import { Field, InputType } from 'type-graphql'

@InputType({ description: 'The credentials for signing in.' })
export class LoginInput {
  @Field(() => String, { description: 'The account’s e-mail address; upper and lower case are the same.' })
  email!: string

  @Field(() => String, { description: 'The password; case and spaces matter.' })
  password!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The code of the authenticator app, or a recovery code; each can be used once. Omit it until SECOND_FACTOR_REQUIRED asks for it.',
  })
  code?: string | null
}
