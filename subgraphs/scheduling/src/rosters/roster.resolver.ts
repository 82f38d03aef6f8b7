import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql'
import { User } from '../refs/stubs.ts'
import { listVets } from './roster.service.ts'

@Resolver(() => User)
export class RosterResolver {
  @Directive('@provides(fields: "name")')
  @Query(() => [User], {
    nullable: true,
    description:
      'The vets with whom visits can be booked, by name; null while their part of the system does not answer.',
  })
  vets(
    @Arg('locationId', () => ID, { nullable: true, description: 'Only those who work at this location.' })
    locationId: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<User[]> {
    return listVets(ctx, locationId)
  }
}
