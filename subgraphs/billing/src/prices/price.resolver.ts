import type { Context } from '@vetgraph/kit/context'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import { AppointmentType } from '../refs/stubs.ts'
import { findPrice } from './price.service.ts'

@Resolver(() => AppointmentType)
export class AppointmentTypePriceResolver {
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What it costs at a location today, before tax; null when no price is set there, and while its part of the system does not answer. An old invoice keeps the price of its own day.',
  })
  price(
    @Root() type: AppointmentType,
    @Arg('locationId', () => ID, { description: 'The location whose price list is meant.' })
    locationId: string,
    @Ctx() ctx: Context,
  ): Promise<MoneyValue | null> {
    return findPrice(ctx, type.id, locationId)
  }
}
