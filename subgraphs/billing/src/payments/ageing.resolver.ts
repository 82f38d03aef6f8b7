import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Owner } from '../refs/stubs.ts'
import { ageingAt, ageingOfOwner } from './ageing.service.ts'
import { Ageing } from './ageing.types.ts'

const asOf = 'The day at whose end it was due, inclusive; today by the location’s calendar if omitted.'

@Resolver(() => Owner)
export class AgeingResolver {
  @Query(() => [Ageing], {
    description:
      'What was due on the invoices of a location by how long it was overdue, one for each currency. Needs `invoice:read`.',
  })
  ageing(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: asOf }) until: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<Ageing[]> {
    return ageingAt(ctx, locationId, until)
  }

  @FieldResolver(() => [Ageing], {
    nullable: true,
    name: 'ageing',
    description:
      'What the owner owed for invoices of all locations by how long it was overdue, one for each currency. Null while its subgraph is unavailable.',
  })
  ownerAgeing(
    @Root() { id }: Owner,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: asOf }) until: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<Ageing[] | null> {
    return ageingOfOwner(ctx, id, until)
  }
}
