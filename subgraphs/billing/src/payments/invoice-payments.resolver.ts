import type { Context } from '@vetgraph/kit/context'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql'
import { Invoice } from '../invoices/invoice.types.ts'
import { dueOf, paidOf } from '../ledger/due.service.ts'
import { listPaymentsOf } from './payment.service.ts'
import { Payment } from './payment.types.ts'

@Resolver(() => Invoice)
export class InvoicePaymentsResolver {
  @FieldResolver(() => Money, {
    description: 'What is still to be paid, after payments and credit notes; zero for drafts.',
  })
  due(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<MoneyValue> {
    return dueOf(ctx, invoice)
  }

  @FieldResolver(() => Money, { description: 'What was paid, without what was given back since.' })
  paid(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<MoneyValue> {
    return paidOf(ctx, invoice)
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
