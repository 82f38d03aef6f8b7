import { connectionOf } from '@vetgraph/kit/connection'
import { BasedOnVersion, Id, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'A secret of a program. Only what identifies it can be seen: the secret itself is shown once, when it is made.',
})
export class ApiClientSecret {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'Until when it is good after another took its place; null for the one in use.',
  })
  expiresAt!: Date | null
}

@ObjectType({
  description:
    'A program of somebody else’s that may use the graph: it gets access tokens from `POST /oauth/token` (OAuth 2.0, client credentials).',
})
export class ApiClient {
  @Field(() => ID, { description: 'Permanent id, and the `client_id`.' })
  id!: string

  @Field(() => String, { description: 'The name people know, as the audit log shows it.' })
  name!: string

  @Field(() => String, { description: 'What it is for, and whom to ask about it.' })
  description!: string

  @Field(() => [String], {
    description: 'What it may do, each `appointment:read`, sorted: the scopes it can ask for.',
  })
  permissions!: string[]

  @Field(() => Date, { description: 'When it was let in.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description:
      'When it last got an access token, to the minute, which it must every quarter of an hour; null when it never has.',
  })
  lastUsedAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'Since when it is shut out; else null.' })
  revokedAt!: Date | null

  @Version()
  version!: number
}

@ObjectType({ description: 'A page of programs.' })
export class ApiClientConnection extends connectionOf(() => ApiClient, 'ApiClient', 'programs') {}

@ObjectType({ description: 'A program with the secret that it shows from now on.' })
export class ApiClientWithSecret {
  @Field(() => ApiClient, { description: 'The program; its id is the `client_id`.' })
  client!: ApiClient

  @Field(() => String, {
    description: 'The `client_secret`. It is shown here and never again: only its hash is kept.',
  })
  secret!: string
}

const rights =
  'What it may do, each as `appointment:read`. FORBIDDEN for what the viewer may not do; never `own-household:read`, `api-client:write` or `workstation:write`.'

@InputType({ description: 'A program to let in.' })
export class CreateApiClientInput {
  @Field(() => String, { description: 'The name people know, up to 200 characters.' })
  name!: string

  @Field(() => String, { description: 'What it is for, and whom to ask about it; up to 1,000 characters.' })
  description!: string

  @Field(() => [String], { description: rights })
  permissions!: string[]

  @Field(() => ID, { nullable: true, description: 'Where its rights hold; null for every location.' })
  locationId?: string | null
}

@InputType({
  description:
    'A change to a program; what is left out stays as it is. Its tokens end at once, and it gets new ones with what it may do then.',
})
export class UpdateApiClientInput {
  @Field(() => ID, { description: 'The program.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'The name people know, up to 200 characters.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, and whom to ask about it; up to 1,000 characters.',
  })
  description?: string | null

  @Field(() => [String], { nullable: true, description: rights })
  permissions?: string[] | null

  @Field(() => ID, { nullable: true, description: 'Where its rights hold; null for every location.' })
  locationId?: string | null
}
