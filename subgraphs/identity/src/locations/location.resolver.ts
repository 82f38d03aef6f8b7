import type { Context } from '@vetgraph/kit/context'
import { countryOf } from '@vetgraph/kit/phone'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { hospitalName } from '../hospital/hospital.service.ts'
import { logoUrl } from '../hospital/logo.service.ts'
import { createLocation, updateLocation } from './location-changes.service.ts'
import {
  getLocation,
  listLocations,
  type LocationSignal,
  lookUpLocation,
  watchLocations,
} from './location.service.ts'
import { CreateLocationInput, Location, UpdateLocationInput } from './location.types.ts'

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
    description: 'The locations at which the viewer holds `location:read`, by name.',
  })
  locations(
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to include retired locations.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Location[]> {
    return listLocations(ctx, withRetired)
  }

  @Mutation(() => Location, {
    description:
      'Opens another location. A repeated request with the same Idempotency-Key returns the first one. Needs `location:write`.',
  })
  createLocation(
    @Arg('input', () => CreateLocationInput, { description: 'The location.' }) input: CreateLocationInput,
    @Ctx() ctx: Context,
  ): Promise<Location> {
    return createLocation(ctx, input)
  }

  @Mutation(() => Location, {
    description: 'Changes, retires or brings back a location, everywhere at once. Needs `location:write`.',
  })
  updateLocation(
    @Arg('input', () => UpdateLocationInput, { description: 'The fields to change.' })
    input: UpdateLocationInput,
    @Ctx() ctx: Context,
  ): Promise<Location> {
    return updateLocation(ctx, input)
  }

  @Subscription(() => Location, {
    description: 'The locations at which the viewer holds `location:read`, as they are added and changed.',
    subscribe: hears(watchLocations),
  })
  locationChanged(@Root() change: LocationSignal, @Ctx() ctx: Context): Promise<Location> {
    return getLocation(ctx, change.locationId)
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

  @Directive('@inaccessible')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The hospital’s logo as a `data:` URL, for letterheads; clients do not see it.',
  })
  hospitalLogo(@Ctx() ctx: Context): Promise<string | null> {
    return logoUrl(ctx)
  }
}
