import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql'

@Directive('@inaccessible')
@ObjectType({ description: 'What `POST /oauth/token` answers.' })
export class ClientToken {
  @Field(() => String, { description: 'The access token.' })
  accessToken!: string

  @Field(() => Int, { description: 'For how many seconds it is good.' })
  expiresIn!: number

  @Field(() => String, { description: 'What it allows, by blanks.' })
  scope!: string
}

@Directive('@inaccessible')
@InputType({ description: 'The credentials that an API client sends to `POST /oauth/token`.' })
export class ClientTokenInput {
  @Field(() => String, { description: 'The id of the API client.' })
  clientId!: string

  @Field(() => String, { description: 'Its secret.' })
  clientSecret!: string

  @Field(() => String, {
    nullable: true,
    description: 'What it wants to do, by blanks; null for all it may.',
  })
  scope?: string | null
}
