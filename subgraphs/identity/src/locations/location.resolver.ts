import type { Context } from '@vetgraph/kit/context'
import { countryOf } from '@vetgraph/kit/phone'
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
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

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The country of its time zone, ISO 3166-1 (`IE`): telephone numbers without a country code are of it. Null for a zone of no country, like UTC.',
  })
  country(@Root() { timeZone }: Location): string | null {
    return countryOf(timeZone)
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
