import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'Being signed in. The refresh token travels beside it in the http-only cookie `vetgraph_refresh`, never in the graph.',
})
export class Session {
  @Field(() => String, {
    description: 'Send it as `Authorization: Bearer …` with every request; a JWT, valid for 15 minutes.',
  })
  accessToken!: string

  @Field(() => Date, {
    description:
      'When the access token ends, by the server’s clock; count `expiresIn` by your own instead of comparing.',
  })
  expiresAt!: Date

  @Field(() => Int, {
    description: 'How many seconds the access token is good for; call `refreshSession` before.',
  })
  expiresIn!: number

  userId!: string
}
