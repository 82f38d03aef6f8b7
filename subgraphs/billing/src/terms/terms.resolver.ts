import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { findPaymentTerms, setPaymentTerms } from './terms.service.ts'
import { PaymentTerms, SetPaymentTermsInput } from './terms.types.ts'

@Resolver(() => Location)
export class PaymentTermsResolver {
  @Query(() => PaymentTerms, {
    description: 'How the invoices of a location are to be paid. Needs `invoice:read`.',
  })
  paymentTerms(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<PaymentTerms> {
    return findPaymentTerms(ctx, locationId)
  }

  @Mutation(() => PaymentTerms, {
    description:
      'Sets how the invoices of a location are to be paid; invoices that are finalised already keep their day. NOT_FOUND at `locationId`, BAD_USER_INPUT at `days`. Needs `payment-terms:write`.',
  })
  setPaymentTerms(
    @Arg('input', () => SetPaymentTermsInput, { description: 'Where, and the terms.' })
    input: SetPaymentTermsInput,
    @Ctx() ctx: Context,
  ): Promise<PaymentTerms> {
    return setPaymentTerms(ctx, input)
  }
}
