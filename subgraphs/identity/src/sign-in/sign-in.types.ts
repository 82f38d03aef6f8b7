import { Field, InputType } from 'type-graphql'

@InputType({ description: 'With what somebody signs in.' })
export class LoginInput {
  @Field(() => String, { description: 'The account’s e-mail address, in any case.' })
  email!: string

  @Field(() => String, { description: 'The password, exactly.' })
  password!: string
}
