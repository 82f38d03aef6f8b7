import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver } from 'type-graphql'
import { hospitalName } from '../hospital/hospital.service.ts'
import { listLocations, lookUpLocation } from './location.service.ts'
import { Location } from './location.types.ts'

@Resolver(() => Location)
export class LocationResolver {
  @Query(() => Location, {
    nullable: true,
    description: 'A location by id; null if there is none that the viewer may see. Needs `location:read`.',
  })
  location(
    @Arg('id', () => ID, { description: 'The location’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Location | null> {
    return lookUpLocation(ctx, id)
  }

  @Query(() => [Location], {
    description: 'The active locations at which the viewer holds `location:read`, by name.',
  })
  locations(@Ctx() ctx: Context): Promise<Location[]> {
    return listLocations(ctx)
  }

  @Directive('@inaccessible')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The hospital’s name, for letterheads that other parts print; clients do not see it.',
  })
  hospitalName(@Ctx() ctx: Context): Promise<string | null> {
    return hospitalName(ctx)
  }
}
