import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql'
import { User } from '../refs/stubs.ts'
import { listVets } from './roster.service.ts'

@Resolver(() => User)
export class RosterResolver {
  @Directive('@provides(fields: "name")')
  @Query(() => [User], {
    nullable: true,
    description: 'The vets who can be booked, by name; null while their subgraph is unavailable.',
  })
  vets(
    @Arg('locationId', () => ID, { nullable: true, description: 'Only vets who work at this location.' })
    locationId: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<User[]> {
    return listVets(ctx, locationId)
  }
}
