import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'A signed-in session. The refresh token is sent separately in the http-only cookie `vetgraph_refresh`, never in the graph.',
})
export class Session {
  @Field(() => String, {
    description:
      'The access token, a JWT valid for 15 minutes: send it as `Authorization: Bearer …` with every request.',
  })
  accessToken!: string

  @Field(() => Date, {
    description:
      'When the access token expires, by the server’s clock. Rely on `expiresIn` rather than comparing with the device’s clock.',
  })
  expiresAt!: Date

  @Field(() => Int, {
    description: 'For how many seconds the access token is valid; call `refreshSession` before it ends.',
  })
  expiresIn!: number

  userId!: string
}
