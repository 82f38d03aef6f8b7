import { Field, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'Being signed in. The refresh token travels beside it in the http-only cookie `vetgraph_refresh`, never in the graph.',
})
export class Session {
  @Field(() => String, {
    description: 'Send it as `Authorization: Bearer …` with every request; a JWT, valid for 15 minutes.',
    simple: true,
  })
  accessToken!: string

  @Field(() => Date, {
    description: 'When the access token ends; call `refreshSession` before.',
    simple: true,
  })
  expiresAt!: Date

  userId!: string
}
