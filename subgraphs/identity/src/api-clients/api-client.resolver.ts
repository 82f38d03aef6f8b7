import { PageArgs } from '@vetgraph/kit/connection'
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
    description:
      'The programs that may use the graph, those in use first, each group by name. Needs `api-client:read`.',
  })
  async apiClients(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<ApiClientConnection> {
    return new ApiClientConnection(await listApiClients(ctx, page))
  }

  @Mutation(() => ApiClientWithSecret, {
    description:
      'Lets a program use the graph, and answers its secret this once. Needs `api-client:write`, and every right that it is given.',
  })
  createApiClient(
    @Arg('input', () => CreateApiClientInput, { description: 'Which program.' }) input: CreateApiClientInput,
    @Ctx() ctx: Context,
  ): Promise<ApiClientWithSecret> {
    return createApiClient(ctx, input)
  }

  @Mutation(() => ApiClient, {
    description:
      'Changes what a program is and may do. Needs `api-client:write`, and every right that it has or is given.',
  })
  updateApiClient(
    @Arg('input', () => UpdateApiClientInput, { description: 'What changes.' }) input: UpdateApiClientInput,
    @Ctx() ctx: Context,
  ): Promise<ApiClient> {
    return updateApiClient(ctx, input)
  }

  @Mutation(() => ApiClientWithSecret, {
    description:
      'Gives a program another secret, answered this once. Needs `api-client:write`, and every right that it has. CONFLICT for one that was shut out.',
  })
  rotateApiClientSecret(
    @Arg('id', () => ID, { description: 'The program.' }) id: string,
    @Arg('version', () => Int, {
      description: 'The version you saw; CONFLICT when it is no longer the latest.',
    })
    version: number,
    @Arg('keepOldForHours', () => Int, {
      description:
        'For how many hours those before stay good, 0 to 168; with 0 they and their tokens end at once.',
    })
    keepOldForHours: number,
    @Ctx() ctx: Context,
  ): Promise<ApiClientWithSecret> {
    return rotateApiClientSecret(ctx, id, version, keepOldForHours)
  }

  @Mutation(() => ApiClient, {
    description:
      'Shuts a program out for good; its requests and open subscriptions end within two seconds. Needs `api-client:write`.',
  })
  revokeApiClient(
    @Arg('id', () => ID, { description: 'The program.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<ApiClient> {
    return revokeApiClient(ctx, id)
  }

  @Directive('@inaccessible')
  @Mutation(() => ClientToken, {
    description: 'What the gateway asks for `POST /oauth/token`; clients do not see it.',
  })
  issueClientToken(
    @Arg('input', () => ClientTokenInput, { description: 'What the program shows.' }) input: ClientTokenInput,
    @Ctx() ctx: Context,
  ): Promise<ClientToken> {
    return issueClientToken(ctx, input)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where its rights hold; null means every location.',
  })
  location(@Root() { locationId }: ApiClientRow, @Ctx() ctx: Context): Promise<Location | null> | null {
    return locationId ? findLocation(ctx, locationId) : null
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who let it in.' })
  createdBy(@Root() { createdBy }: ApiClientRow, @Ctx() ctx: Context): Promise<User | null> {
    return findUser(ctx, createdBy)
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [ApiClientSecret], { description: 'Its secrets that are good now, the newest first.' })
  secrets(@Root() client: ApiClientRow, @Ctx() ctx: Context): Promise<ApiClientSecret[]> {
    return secretsOf(ctx, client)
  }
}
