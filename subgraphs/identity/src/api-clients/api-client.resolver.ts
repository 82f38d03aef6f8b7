import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { findLocation } from '../locations/location.service.ts'
import { Location } from '../locations/location.types.ts'
import { findUser } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import {
  type ApiClientRow,
  createApiClient,
  listApiClients,
  revokeApiClient,
  rotateApiClientSecret,
  secretsOf,
  updateApiClient,
} from './api-client.service.ts'
import {
  ApiClient,
  ApiClientConnection,
  ApiClientSecret,
  ApiClientWithSecret,
  CreateApiClientInput,
  UpdateApiClientInput,
} from './api-client.types.ts'
import { issueClientToken } from './client-token.service.ts'
import { ClientToken, ClientTokenInput } from './client-token.types.ts'

@Resolver(() => ApiClient)
export class ApiClientResolver {
  @Query(() => ApiClientConnection, {
    description: 'The API clients, active ones first, then by name. Needs `api-client:read`.',
  })
  async apiClients(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<ApiClientConnection> {
    return new ApiClientConnection(await listApiClients(ctx, page))
  }

  @Mutation(() => ApiClientWithSecret, {
    description:
      'Creates an API client and returns its secret, shown only once. Needs `api-client:write`, and every permission that the client is given.',
  })
  createApiClient(
    @Arg('input', () => CreateApiClientInput, { description: 'The API client to create.' })
    input: CreateApiClientInput,
    @Ctx() ctx: Context,
  ): Promise<ApiClientWithSecret> {
    return createApiClient(ctx, input)
  }

  @Mutation(() => ApiClient, {
    description:
      'Changes an API client’s details and permissions. Needs `api-client:write`, and every permission that the client has or is to have.',
  })
  updateApiClient(
    @Arg('input', () => UpdateApiClientInput, { description: 'The fields to change.' })
    input: UpdateApiClientInput,
    @Ctx() ctx: Context,
  ): Promise<ApiClient> {
    return updateApiClient(ctx, input)
  }

  @Mutation(() => ApiClientWithSecret, {
    description:
      'Creates another secret for an API client, shown only once. Needs `api-client:write`, and every permission that the client has. CONFLICT if the client was revoked.',
  })
  rotateApiClientSecret(
    @Arg('id', () => ID, { description: 'The API client’s id.' }) id: string,
    @Arg('version', () => Int, {
      description: 'The version that the change is based on; CONFLICT if it is not the latest.',
    })
    version: number,
    @Arg('keepOldForHours', () => Int, {
      description:
        'For how many hours the previous secrets stay valid, 0 to 168; with 0 they and their access tokens end at once.',
    })
    keepOldForHours: number,
    @Ctx() ctx: Context,
  ): Promise<ApiClientWithSecret> {
    return rotateApiClientSecret(ctx, id, version, keepOldForHours)
  }

  @Mutation(() => ApiClient, {
    description:
      'Revokes an API client permanently; its requests and open subscriptions end within two seconds. Needs `api-client:write`.',
  })
  revokeApiClient(
    @Arg('id', () => ID, { description: 'The API client’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<ApiClient> {
    return revokeApiClient(ctx, id)
  }

  @Directive('@inaccessible')
  @Mutation(() => ClientToken, {
    description: 'What the gateway asks for `POST /oauth/token`; clients do not see it.',
  })
  issueClientToken(
    @Arg('input', () => ClientTokenInput, { description: 'The credentials.' }) input: ClientTokenInput,
    @Ctx() ctx: Context,
  ): Promise<ClientToken> {
    return issueClientToken(ctx, input)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location where its permissions apply; null for all locations.',
  })
  location(@Root() { locationId }: ApiClientRow, @Ctx() ctx: Context): Promise<Location | null> | null {
    return locationId ? findLocation(ctx, locationId) : null
  }

  @FieldResolver(() => User, { nullable: true, description: 'The user who created it; null if not known.' })
  createdBy(@Root() { createdBy }: ApiClientRow, @Ctx() ctx: Context): Promise<User | null> {
    return findUser(ctx, createdBy)
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [ApiClientSecret], { description: 'The client’s valid secrets, newest first.' })
  secrets(@Root() client: ApiClientRow, @Ctx() ctx: Context): Promise<ApiClientSecret[]> {
    return secretsOf(ctx, client)
  }
}
