import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { findPaymentTerms, setPaymentTerms } from './terms.service.ts'
import { SetPaymentTermsInput } from './terms.types.ts'

@Resolver(() => Location)
export class PaymentTermsResolver {
  @Query(() => Int, {
    description:
      'How many days owners have to pay invoices of a location; 14 where nothing was set. Needs `invoice:read`.',
  })
  paymentTerms(
    @Arg('locationId', () => ID, { description: 'The location.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<number> {
    return findPaymentTerms(ctx, locationId)
  }

  @Mutation(() => Int, {
    description:
      'Sets how many days owners have to pay; invoices that are finalised already keep their day. NOT_FOUND at `locationId`, BAD_USER_INPUT at `days`. Needs `payment-terms:write`.',
  })
  setPaymentTerms(
    @Arg('input', () => SetPaymentTermsInput, { description: 'Where, and how many days.' })
    input: SetPaymentTermsInput,
    @Ctx() ctx: Context,
  ): Promise<number> {
    return setPaymentTerms(ctx, input)
  }
}
