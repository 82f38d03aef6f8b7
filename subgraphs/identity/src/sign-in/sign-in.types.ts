import { Field, InputType } from 'type-graphql'

@InputType({ description: 'With what somebody signs in.' })
export class LoginInput {
  @Field(() => String, { description: 'The account’s e-mail address, in any case.' })
  email!: string

  @Field(() => String, { description: 'The password, exactly.' })
  password!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The code that the second factor shows, or a recovery code; each counts once. Leave it out until SECOND_FACTOR_REQUIRED asks for it.',
  })
  code?: string | null
}
