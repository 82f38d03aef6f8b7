import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { Payment } from '../payments/payment.types.ts'
import { Appointment, Owner } from '../refs/stubs.ts'
import { ForfeitDepositInput, RecordDepositInput, UseDepositInput } from './deposit.inputs.ts'
import { forfeitDeposit, recordDeposit, useDeposit } from './deposit.service.ts'
import { listDepositsFor, listDepositsOf } from './held.service.ts'

@Resolver(() => Payment)
export class DepositResolver {
  @Mutation(() => Payment, {
    description:
      'Takes money before there is an invoice: the hospital owes it until an invoice uses it. A repeated request with the same Idempotency-Key returns the first deposit. BAD_USER_INPUT at `method` for account credit.',
  })
  recordDeposit(
    @Arg('input', () => RecordDepositInput, { description: 'The deposit.' }) input: RecordDepositInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return recordDeposit(ctx, input)
  }

  @Mutation(() => Payment, {
    description:
      'Pays an invoice with a deposit. CONFLICT at `paymentId` if nothing of it is held any more; BAD_USER_INPUT at `invoiceId` if nothing is due, and at `amount`, with `available`, above what is held or due.',
  })
  useDeposit(
    @Arg('input', () => UseDepositInput, { description: 'The deposit and the invoice.' })
    input: UseDepositInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return useDeposit(ctx, input)
  }

  @Mutation(() => Payment, {
    description:
      'Keeps what is held of a deposit: a fee invoice, with the tax in it, is finalised and paid with it. CONFLICT at `paymentId` if nothing is held any more.',
  })
  forfeitDeposit(
    @Arg('input', () => ForfeitDepositInput, { description: 'The deposit, and what the fee is for.' })
    input: ForfeitDepositInput,
    @Ctx() ctx: Context,
  ): Promise<Payment> {
    return forfeitDeposit(ctx, input)
  }
}

@Resolver(() => Owner)
export class OwnerDepositsResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [Payment], {
    nullable: true,
    description:
      'The deposits of which something is held still; null if the viewer may see no payments, and while its subgraph is unavailable.',
  })
  deposits(@Root() { id }: Owner, @Ctx() ctx: Context): Promise<Payment[] | null> {
    return listDepositsOf(ctx, id)
  }
}

@Resolver(() => Appointment)
export class AppointmentDepositsResolver {
  @Directive('@listSize(assumedSize: 1)')
  @FieldResolver(() => [Payment], {
    nullable: true,
    description:
      'The deposits for it of which something is held still; null if the viewer may see no payments, and while its subgraph is unavailable.',
  })
  deposits(@Root() { id }: Appointment, @Ctx() ctx: Context): Promise<Payment[] | null> {
    return listDepositsFor(ctx, id)
  }
}
