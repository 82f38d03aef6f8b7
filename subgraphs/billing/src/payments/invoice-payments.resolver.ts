import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Invoice, InvoiceConnection } from '../invoices/invoice.types.ts'
import { dueOf, paidOf } from '../ledger/due.service.ts'
import { dueOn, listOverdue } from './overdue.service.ts'
import { listPaymentsOf } from './payment.service.ts'
import { Payment } from './payment.types.ts'

@Resolver(() => Invoice)
export class InvoicePaymentsResolver {
  @Query(() => InvoiceConnection, {
    description:
      'Invoices that are not fully paid after `dueOn`, by the calendar of their location, the oldest first, without disputed ones and those that an insurer is still to decide about; an owner’s own.',
  })
  async overdueInvoices(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('locationId', () => ID, { nullable: true, description: 'Only this location’s.' })
    locationId: string | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<InvoiceConnection> {
    return new InvoiceConnection(await listOverdue(ctx, page, locationId))
  }

  @Shared()
  @FieldResolver(() => Money, {
    description: 'What is still to be paid, after payments and credit notes; zero for drafts.',
  })
  due(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<MoneyValue> {
    return dueOf(ctx, invoice)
  }

  @Shared()
  @FieldResolver(() => Money, { description: 'What was paid, without what was given back since.' })
  paid(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<MoneyValue> {
    return paidOf(ctx, invoice)
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description:
      'The last day on which it is paid in time, by the payment terms of its location when it was finalised; null for drafts.',
  })
  dueOn(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<string | null> {
    return dueOn(ctx, invoice)
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [Payment], {
    description:
      'The payments that pay or paid it, the first first, with those that were refunded or reversed.',
  })
  payments(@Root() { id }: Invoice, @Ctx() ctx: Context): Promise<Payment[]> {
    return listPaymentsOf(ctx, id)
  }
}
