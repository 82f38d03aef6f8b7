import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Money } from '@vetgraph/kit/scalars'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { findInvoice } from '../invoices/invoice.service.ts'
import { Invoice } from '../invoices/invoice.types.ts'
import { Appointment, Location, Owner, User } from '../refs/stubs.ts'
import { PaymentChangeFilter, PaymentFilter } from './payment.inputs.ts'
import {
  findPayment,
  getPayment,
  listAllocationsOf,
  listPayments,
  listRefundsOf,
  type PaymentShown,
  type PaymentSignal,
  refundableOf,
  type RefundShown,
  seesNotes,
  statusOf,
  unallocatedOf,
  watchPayments,
} from './payment.service.ts'
import {
  Payment,
  PaymentAllocation,
  PaymentConnection,
  PaymentStatus,
  ReceiptPaper,
  Refund,
} from './payment.types.ts'
import { addressOfReceipt } from './receipt.service.ts'

const moneyOf = ({ currency }: { currency: string }, amount: number): MoneyValue => ({ amount, currency })

@Resolver(() => Payment)
export class PaymentResolver {
  @Query(() => Payment, {
    nullable: true,
    description: 'A payment by id; null if there is none that the viewer may see.',
  })
  payment(
    @Arg('id', () => ID, { description: 'The payment’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Payment | null> {
    return findPayment(ctx, id)
  }

  @Query(() => PaymentConnection, { description: 'Payments, the latest first; an owner’s own.' })
  async payments(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PaymentFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: PaymentFilter | null,
    @Ctx() ctx: Context,
  ): Promise<PaymentConnection> {
    return new PaymentConnection(await listPayments(ctx, page, filter))
  }

  @Shared()
  @Subscription(() => Payment, {
    description: 'Payments that the viewer may see, as they are taken, refunded and reversed.',
    subscribe: hears(watchPayments),
  })
  paymentChanged(
    @Root() { paymentId }: PaymentSignal,
    @Arg('filter', () => PaymentChangeFilter, {
      nullable: true,
      description: 'Filters; all that the viewer may see if omitted.',
    })
    _filter: PaymentChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return getPayment(ctx, paymentId)
  }

  @FieldResolver(() => Money, { description: 'What was taken.' })
  amount(@Root() payment: PaymentShown): MoneyValue {
    return moneyOf(payment, payment.amount)
  }

  @FieldResolver(() => Money, {
    description:
      'Cash rounding: what the payment counts for beyond the amount taken, negative if more was taken; zero unless cash.',
  })
  rounding(@Root() payment: PaymentShown): MoneyValue {
    return moneyOf(payment, payment.rounding)
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'The cash that was handed over; null if it was not noted.',
  })
  tendered(@Root() payment: PaymentShown): MoneyValue | null {
    return payment.tendered === null ? null : moneyOf(payment, payment.tendered)
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'The change that was given; null if the cash handed over was not noted.',
  })
  change(@Root() payment: PaymentShown): MoneyValue | null {
    return payment.tendered === null ? null : moneyOf(payment, payment.tendered - payment.amount)
  }

  @FieldResolver(() => PaymentStatus, { description: 'What became of it.' })
  status(@Root() payment: PaymentShown): PaymentStatus {
    return statusOf(payment)
  }

  @FieldResolver(() => Money, { description: 'What was given back of it.' })
  refunded(@Root() payment: PaymentShown): MoneyValue {
    return moneyOf(payment, payment.refunded)
  }

  @FieldResolver(() => Money, {
    description:
      'The most that can be given back; zero once it was reversed, and for account credit. Less if its money was used as credit since.',
  })
  refundable(@Root() payment: PaymentShown): MoneyValue {
    return moneyOf(payment, refundableOf(payment))
  }

  @Shared()
  @FieldResolver(() => Money, {
    description: 'What pays no invoice: account credit, or a deposit still held.',
  })
  async unallocated(@Root() payment: PaymentShown, @Ctx() ctx: Context): Promise<MoneyValue> {
    return moneyOf(payment, await unallocatedOf(ctx, payment))
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [PaymentAllocation], { description: 'What it pays of which invoices.' })
  async allocations(
    @Root() { id, currency }: PaymentShown,
    @Ctx() ctx: Context,
  ): Promise<PaymentAllocation[]> {
    return (await listAllocationsOf(ctx, id)).map((row) => ({ ...row, currency }))
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [Refund], { description: 'What was given back, the latest first.' })
  async refunds(@Root() { id, currency }: PaymentShown, @Ctx() ctx: Context): Promise<Refund[]> {
    return (await listRefundsOf(ctx, id)).map((row) => ({ ...row, currency }))
  }

  @FieldResolver(() => String, {
    description:
      'The path of the receipt as PDF on the gateway: GET it with the same access token within 5 minutes. For other viewers, and afterwards, it is not found.',
  })
  receiptUrl(
    @Root() { id }: PaymentShown,
    @Arg('paper', () => ReceiptPaper, {
      defaultValue: ReceiptPaper.A4,
      description: 'What it is printed on.',
    })
    paper: ReceiptPaper,
    @Ctx() ctx: Context,
  ): string {
    return addressOfReceipt(ctx, id, paper)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The owner who paid; null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: PaymentShown): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location that took it; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: PaymentShown): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The appointment that a deposit is for; null if there is none, and while its subgraph is unavailable.',
  })
  appointment(@Root() { appointmentId }: PaymentShown): Appointment | null {
    return appointmentId ? { id: appointmentId } : null
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who took it; null for owners, and while its subgraph is unavailable.',
  })
  takenBy(@Root() { takenBy }: PaymentShown, @Ctx() ctx: Context): User | null {
    return seesNotes(ctx) ? { id: takenBy } : null
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was reversed; null if it was not, and for owners.',
  })
  reversalReason(@Root() { reversalReason }: PaymentShown, @Ctx() ctx: Context): string | null {
    return seesNotes(ctx) ? reversalReason : null
  }
}

@Resolver(() => PaymentAllocation)
export class PaymentAllocationResolver {
  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice; null if the viewer may not see it.',
  })
  invoice(@Root() { invoiceId }: PaymentAllocation, @Ctx() ctx: Context): Promise<Invoice | null> {
    return findInvoice(ctx, invoiceId)
  }

  @FieldResolver(() => Money, { description: 'How much of it.' })
  amount(@Root() allocation: PaymentAllocation): MoneyValue {
    return moneyOf(allocation, allocation.amount)
  }
}

@Resolver(() => Refund)
export class RefundResolver {
  @FieldResolver(() => Money, { description: 'What was given back.' })
  amount(@Root() refund: RefundShown): MoneyValue {
    return moneyOf(refund, refund.amount)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why; null for owners.' })
  reason(@Root() { reason }: RefundShown, @Ctx() ctx: Context): string | null {
    return seesNotes(ctx) ? reason : null
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who gave it back; null for owners, and while its subgraph is unavailable.',
  })
  refundedBy(@Root() { refundedBy }: RefundShown, @Ctx() ctx: Context): User | null {
    return seesNotes(ctx) ? { id: refundedBy } : null
  }
}
