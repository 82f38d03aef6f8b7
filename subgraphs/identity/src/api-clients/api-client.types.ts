import { connectionOf } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Id, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'A secret of an API client. The secret itself is shown only once, when it is created.',
})
export class ApiClientSecret {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'Until when it stays valid after it was replaced; null for the current one.',
  })
  expiresAt!: Date | null
}

@ObjectType({
  description:
    'External software that may use the API. It gets access tokens from `POST /oauth/token` (OAuth 2.0 client credentials).',
})
export class ApiClient {
  @Field(() => ID, { description: 'Permanent id, and the OAuth `client_id`.' })
  id!: string

  @Field(() => String, { description: 'The display name, as the audit log shows it.' })
  name!: string

  @Field(() => String, { description: 'What the client does, and who is responsible for it.' })
  description!: string

  @Field(() => [String], {
    description: 'The client’s permissions, each like `appointment:read`, sorted: the scopes it can request.',
  })
  permissions!: string[]

  @Field(() => Date, { description: 'When the API client was created.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description:
      'When the client last got an access token, to the minute; while in use, at least every 15 minutes. Null if it never did.',
  })
  lastUsedAt!: Date | null

  @Field(() => Date, {
    nullable: true,
    description: 'When the API client was revoked; null if it is in use.',
  })
  revokedAt!: Date | null

  @Version()
  version!: number
}

@ObjectType({ description: 'A page of API clients.' })
export class ApiClientConnection extends connectionOf(() => ApiClient, 'ApiClient', 'API clients') {}

@ObjectType({ description: 'An API client with its new secret.' })
export class ApiClientWithSecret {
  @Field(() => ApiClient, { description: 'The API client; its id is the OAuth `client_id`.' })
  client!: ApiClient

  @Field(() => String, {
    description: 'The `client_secret`. It is shown only once: the server stores only its hash.',
  })
  secret!: string
}

const rights =
  'The client’s permissions, each like `appointment:read`. FORBIDDEN for permissions that the viewer does not have; never `own-household:read`, `api-client:write` or `workstation:write`.'

@InputType({ description: 'An API client to create.' })
export class CreateApiClientInput {
  @Field(() => String, { description: 'The display name, up to 200 characters.' })
  name!: string

  @Field(() => String, {
    description: 'What the client does, and who is responsible for it; up to 1,000 characters.',
  })
  description!: string

  @Field(() => [String], { description: rights })
  permissions!: string[]

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the location where its permissions apply; null for all locations.',
  })
  locationId?: string | null
}

@InputType({
  description:
    'A change to an API client; omitted fields stay unchanged. Its access tokens end at once; new ones have the new permissions.',
})
export class UpdateApiClientInput {
  @Field(() => ID, { description: 'The API client’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'The display name, up to 200 characters.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the client does, and who is responsible for it; up to 1,000 characters.',
  })
  description?: string | null

  @Field(() => [String], { nullable: true, description: rights })
  permissions?: string[] | null

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the location where its permissions apply; null for all locations.',
  })
  locationId?: string | null
}
