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
      'What people pay for it at a location today, with tax; null if no price is set there, and while its subgraph is unavailable. Existing invoices keep the price of their own day.',
  })
  price(
    @Root() type: AppointmentType,
    @Arg('locationId', () => ID, { description: 'The id of the location whose price applies.' })
    locationId: string,
    @Ctx() ctx: Context,
  ): Promise<MoneyValue | null> {
    return findPrice(ctx, type.id, locationId)
  }
}
