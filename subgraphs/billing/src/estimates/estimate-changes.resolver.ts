import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql'
import { Invoice } from '../invoices/invoice.types.ts'
import { acceptEstimate } from './accept.service.ts'
import { convertEstimate } from './convert.service.ts'
import { createEstimate, sendEstimate, updateEstimate } from './edit.service.ts'
import {
  AcceptEstimateInput,
  ConvertEstimateInput,
  CreateEstimateInput,
  UpdateEstimateInput,
} from './estimate.inputs.ts'
import { Estimate } from './estimate.types.ts'

@Resolver(() => Estimate)
export class EstimateChangesResolver {
  @Mutation(() => Estimate, {
    description:
      'Begins an estimate, which only staff see until it is sent. NOT_FOUND at `ownerId`, `locationId`, `items.N.serviceId` or `items.N.petId`; BAD_USER_INPUT at the field of a line that cannot be estimated. Needs `estimate:write`. Send an `Idempotency-Key`.',
  })
  createEstimate(
    @Arg('input', () => CreateEstimateInput, { description: 'For whom, where, and the lines.' })
    input: CreateEstimateInput,
    @Ctx() ctx: Context,
  ): Promise<Estimate> {
    return createEstimate(ctx, input)
  }

  @Mutation(() => Estimate, {
    description:
      'Saves an estimate anew, at today’s prices and tax rates where none are given. What was sent stays as a version, and the estimate is a draft again until the next is sent. CONFLICT at `version` when somebody has saved it since, at `id` when lines of it were invoiced. Needs `estimate:write`. Send an `Idempotency-Key`.',
  })
  updateEstimate(
    @Arg('input', () => UpdateEstimateInput, { description: 'The estimate with its lines.' })
    input: UpdateEstimateInput,
    @Ctx() ctx: Context,
  ): Promise<Estimate> {
    return updateEstimate(ctx, input)
  }

  @Mutation(() => Estimate, {
    description:
      'Sends a draft: its version is frozen with the names and addresses of this moment, and the owner finds it in the portal and, with an e-mail address, gets its PDF with a link by which it is answered until its last day or the next version. CONFLICT at `version` when somebody has saved it since, at `id` when it is no draft; BAD_USER_INPUT at `items` when it has no line, at `validUntil` when that day is over. Needs `estimate:write`. Send an `Idempotency-Key`.',
  })
  sendEstimate(
    @Arg('id', () => ID, { description: 'The draft.' }) id: string,
    @Arg('basedOnVersion', () => Int, {
      description: 'The version that was seen; CONFLICT if it is not the latest.',
    })
    version: number,
    @Ctx() ctx: Context,
  ): Promise<Estimate> {
    return sendEstimate(ctx, id, version)
  }

  @Mutation(() => Estimate, {
    description:
      'Answers an estimate that was sent, once and for all lines. Its owner may do it in the portal; at the desk the owner signs on the screen, which needs `estimate:write`. CONFLICT at `version` when it was changed since, at `id` when it does not wait for an answer or has expired; NOT_FOUND at `acceptedItemIds`; BAD_USER_INPUT at `signature`. Send an `Idempotency-Key`.',
  })
  acceptEstimate(
    @Arg('input', () => AcceptEstimateInput, { description: 'The answer.' }) input: AcceptEstimateInput,
    @Ctx() ctx: Context,
  ): Promise<Estimate> {
    return acceptEstimate(ctx, input)
  }

  @Mutation(() => Invoice, {
    description:
      'Drafts an invoice of accepted lines, or adds them to a draft, at the agreed prices, today’s tax rates and the quantity that is stated for each. CONFLICT at `id` when it was not accepted, at `items.N.itemId` when a line was invoiced already; BAD_USER_INPUT at `items.N.itemId` for a declined line. Needs `estimate:write` and `invoice:write`. Send an `Idempotency-Key`.',
  })
  convertEstimate(
    @Arg('input', () => ConvertEstimateInput, { description: 'Which lines, and how much of each.' })
    input: ConvertEstimateInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return convertEstimate(ctx, input)
  }
}
