import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql'
import { Invoice } from '../invoices/invoice.types.ts'
import { rejectInsuranceClaim, settleInsuranceClaim } from './decide.service.ts'
import { createInsuranceClaim, discardInsuranceClaim, submitInsuranceClaim } from './draft.service.ts'
import {
  CreateInsuranceClaimInput,
  InsuranceClaim,
  RejectInsuranceClaimInput,
  SettleInsuranceClaimInput,
} from './insurance-claim.types.ts'

const basedOn = { description: 'The version that was seen; CONFLICT if it is not the latest.' }

@Resolver(() => InsuranceClaim)
export class InsuranceClaimChangesResolver {
  @Mutation(() => InsuranceClaim, {
    description:
      'Drafts a claim of lines of a finalised invoice; until it is decided they cannot be credited, and the invoice is not overdue. NOT_FOUND at `invoiceId`, `policyId` and `itemIds`; CONFLICT at `invoiceId` for a draft and at `itemIds` for a line that is claimed already; BAD_USER_INPUT at `policyId` for a policy that was not valid on the day of supply, and at `itemIds` for lines of another pet. Needs `insurance:write`. Send an `Idempotency-Key`.',
  })
  createInsuranceClaim(
    @Arg('input', () => CreateInsuranceClaimInput, { description: 'What is claimed, by which policy.' })
    input: CreateInsuranceClaimInput,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaim> {
    return createInsuranceClaim(ctx, input)
  }

  @Mutation(() => InsuranceClaim, {
    description:
      'Freezes a draft as it goes to the insurer; its PDF is stored. NOT_FOUND at `id`; CONFLICT at `id` if it was submitted already. Needs `insurance:write`.',
  })
  submitInsuranceClaim(
    @Arg('id', () => ID, { description: 'The claim.' }) id: string,
    @Arg('basedOnVersion', () => Int, basedOn) basedOnVersion: number,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaim> {
    return submitInsuranceClaim(ctx, id, basedOnVersion)
  }

  @Mutation(() => Invoice, {
    description:
      'Deletes a draft that is not to be submitted, and answers its invoice. NOT_FOUND at `id`; CONFLICT at `id` if it was submitted already. Needs `insurance:write`.',
  })
  discardInsuranceClaim(
    @Arg('id', () => ID, { description: 'The claim.' }) id: string,
    @Arg('basedOnVersion', () => Int, basedOn) basedOnVersion: number,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return discardInsuranceClaim(ctx, id, basedOnVersion)
  }

  @Mutation(() => InsuranceClaim, {
    description:
      'Records what an insurer has paid as a payment of the method INSURER for the invoice of the claim. What it has not paid is due from the owner again; what was paid already becomes account credit. NOT_FOUND at `id`; CONFLICT at `id` unless it is submitted; BAD_USER_INPUT at `amount` above what was claimed, with `available`. Needs `insurance:write` and `payment:take`. Send an `Idempotency-Key`.',
  })
  settleInsuranceClaim(
    @Arg('input', () => SettleInsuranceClaimInput, { description: 'What was paid.' })
    input: SettleInsuranceClaimInput,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaim> {
    return settleInsuranceClaim(ctx, input)
  }

  @Mutation(() => InsuranceClaim, {
    description:
      'Notes that the insurer pays nothing: all of it is due from the owner again. NOT_FOUND at `id`; CONFLICT at `id` unless it is submitted. Needs `insurance:write`.',
  })
  rejectInsuranceClaim(
    @Arg('input', () => RejectInsuranceClaimInput, { description: 'Which, and why.' })
    input: RejectInsuranceClaimInput,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaim> {
    return rejectInsuranceClaim(ctx, input)
  }
}
