import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Field, ID, InputType } from 'type-graphql'
import { PaymentMethod } from './payment.table.ts'

@InputType({ description: 'Money that is taken.' })
export abstract class TakenMoneyInput {
  @Field(() => ID, { description: 'The location that takes the money; its currency applies.' })
  locationId!: string

  @Field(() => ID, { description: 'The owner who pays.' })
  ownerId!: string

  @Field(() => PaymentMethod, { description: 'How the money is taken.' })
  method!: PaymentMethod

  @Field(() => Money, {
    description:
      'The amount that is paid, above zero and at most 99,999,999,999 minor units. In cash it is rounded to coins where the currency has no smaller ones, and the difference is posted as cash rounding.',
  })
  amount!: MoneyValue

  @Field(() => Money, {
    nullable: true,
    description: 'The cash that was handed over, for the change on the receipt; with CASH only.',
  })
  tendered?: MoneyValue | null

  @Field(() => ID, {
    nullable: true,
    description:
      'With CASH: the till that it goes into; the one that is open if omitted. BAD_USER_INPUT if several are, CONFLICT if none is.',
  })
  tillId?: string | null

  @Text({
    nullable: true,
    description: 'The reference of the card terminal or the bank; required for a transfer.',
  })
  reference?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The location’s day on which the money was received; today if omitted. An earlier day needs the permission `payment:back-date`.',
  })
  receivedOn?: string | null
}

@InputType({ description: 'Money that an owner pays.' })
export class RecordPaymentInput extends TakenMoneyInput {
  @Field(() => [ID], {
    nullable: true,
    description:
      'The invoices to pay, in this order, at most 100; everything that is due on the owner’s account, the oldest first, if omitted. What is left becomes account credit.',
  })
  invoiceIds?: string[] | null
}

@InputType({ description: 'Money of a payment to be given back.' })
export class RefundPaymentInput {
  @Field(() => ID, { description: 'The payment.' })
  paymentId!: string

  @Field(() => Money, {
    nullable: true,
    description: 'How much; everything that is left of the payment if omitted.',
  })
  amount?: MoneyValue | null

  @Field(() => PaymentMethod, {
    nullable: true,
    description:
      'How it is given back; as it was paid if omitted. Another way needs the permission `payment:other-tender`.',
  })
  method?: PaymentMethod | null

  @Text({ max: 500, description: 'Why, for the audit log.' })
  reason!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'With cash: the till that it comes from; the one that is open if omitted. BAD_USER_INPUT if several are, CONFLICT if none is.',
  })
  tillId?: string | null
}

@InputType({ description: 'A payment that was recorded by mistake.' })
export class ReversePaymentInput {
  @Field(() => ID, { description: 'The payment.' })
  paymentId!: string

  @Text({ max: 500, description: 'What was wrong with it.' })
  reason!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'With cash: the till that it comes from; the one that is open if omitted. BAD_USER_INPUT if several are, CONFLICT if none is.',
  })
  tillId?: string | null
}

@InputType({ description: 'What a payment pays of an invoice.' })
export class PaymentAllocationInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId!: string

  @Field(() => Money, { description: 'How much, above zero and no more than is due.' })
  amount!: MoneyValue
}

@InputType({ description: 'Everything that a payment is to pay.' })
export class AllocatePaymentInput {
  @Field(() => ID, { description: 'The payment.' })
  paymentId!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [PaymentAllocationInput], {
    description:
      'The invoices that it pays from now on; it no longer pays those that are omitted. What is left is account credit.',
  })
  allocations!: PaymentAllocationInput[]
}

@InputType({ description: 'Filters of the list of payments; all if omitted.' })
export class PaymentFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only what this location took.' })
  locationId?: string | null

  @Field(() => PaymentMethod, { nullable: true, description: 'Only what was taken this way.' })
  method?: PaymentMethod | null

  @Field(() => Boolean, { nullable: true, description: 'True: only deposits.' })
  deposit?: boolean | null
}

@InputType({ description: 'Filters; all that the viewer may see if omitted.' })
export class PaymentChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only what this location took.' })
  locationId?: string | null
}
