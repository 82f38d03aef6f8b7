import type { Context } from '@vetgraph/kit/context'
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { hasAmounts } from './location.service.ts'

@Resolver(() => Location)
export class LocationResolver {
  @Directive('@inaccessible')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether it has amounts in its currency, which then stays: prices, estimates, invoices, payments. Clients do not see it.',
  })
  hasAmounts(@Root() location: Location, @Ctx() ctx: Context): Promise<boolean> {
    return hasAmounts(ctx, location.id)
  }
}
