import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { findLocation, listLocations } from './location.service.ts'
import { Location } from './location.types.ts'

@Resolver(() => Location)
export class LocationResolver {
  @Query(() => Location, { nullable: true, description: 'A location by id; null when there is none.' })
  location(
    @Arg('id', () => ID, { description: 'The location’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Location | null> {
    return findLocation(ctx, id)
  }

  @Query(() => [Location], { description: 'The hospital’s active locations by name.' })
  locations(@Ctx() ctx: Context): Promise<Location[]> {
    return listLocations(ctx)
  }
}
