import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { allocatePayment } from './allocate.service.ts'
import {
  AllocatePaymentInput,
  RecordPaymentInput,
  RefundPaymentInput,
  ReversePaymentInput,
} from './payment.inputs.ts'
import { Payment } from './payment.types.ts'
import { recordPayment } from './record.service.ts'
import { refundPayment, reversePayment } from './refund.service.ts'

@Resolver(() => Payment)
export class PaymentChangesResolver {
  @Mutation(() => Payment, {
    description:
      'Records money that was taken. A repeated request with the same Idempotency-Key returns the first payment. BAD_USER_INPUT at `invoiceIds` for an invoice that is no finalised one or has nothing due, and at `amount` for another currency than the location’s.',
  })
  recordPayment(
    @Arg('input', () => RecordPaymentInput, { description: 'The payment.' }) input: RecordPaymentInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return recordPayment(ctx, input)
  }

  @Mutation(() => Payment, {
    description:
      'Gives money of a payment back, never more than was taken. It is taken from what pays no invoice first; then the invoices paid last become due again. A repeated request with the same Idempotency-Key refunds once. BAD_USER_INPUT at `amount` above what is left, with `available`.',
  })
  refundPayment(
    @Arg('input', () => RefundPaymentInput, { description: 'The refund.' }) input: RefundPaymentInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return refundPayment(ctx, input)
  }

  @Mutation(() => Payment, {
    description:
      'Takes back a payment that was recorded by mistake: it stays visible, and its invoices are due again. CONFLICT at `paymentId` if it was reversed already, or money of it was given back.',
  })
  reversePayment(
    @Arg('input', () => ReversePaymentInput, { description: 'Which, and why.' }) input: ReversePaymentInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return reversePayment(ctx, input)
  }

  @Mutation(() => Payment, {
    description:
      'Changes which invoices a payment pays. BAD_USER_INPUT at `allocations` for more than is due on an invoice or left of the payment.',
  })
  allocatePayment(
    @Arg('input', () => AllocatePaymentInput, { description: 'Everything that it is to pay.' })
    input: AllocatePaymentInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return allocatePayment(ctx, input)
  }
}
