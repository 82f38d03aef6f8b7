import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql'
import { createInvoice, updateInvoice, voidInvoice } from './edit.service.ts'
import { finaliseInvoice } from './finalise.service.ts'
import { CreateInvoiceInput, UpdateInvoiceInput } from './invoice.inputs.ts'
import { Invoice } from './invoice.types.ts'

const basedOnVersion = { description: 'The version that was seen; CONFLICT if it is not the latest.' }

@Resolver(() => Invoice)
export class InvoiceChangesResolver {
  @Mutation(() => Invoice, {
    description:
      'Drafts an invoice of today for an owner; lines come from the price list or are free ones. NOT_FOUND at `ownerId`, `locationId`, `items.N.serviceId` or `items.N.petId`; BAD_USER_INPUT at the field of a line that cannot be charged. Needs `invoice:write`. Send an `Idempotency-Key`.',
  })
  createInvoice(
    @Arg('input', () => CreateInvoiceInput, { description: 'For whom, where, and the lines.' })
    input: CreateInvoiceInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return createInvoice(ctx, input)
  }

  @Mutation(() => Invoice, {
    description:
      'Replaces the lines and the discount of a draft, at the tax rates of its day of supply. CONFLICT at `version` when somebody has saved it since, at `id` when it is not a draft; BAD_USER_INPUT at the field of a line that cannot be charged. Needs `invoice:write`. Send an `Idempotency-Key`.',
  })
  updateInvoice(
    @Arg('input', () => UpdateInvoiceInput, { description: 'The draft with its lines.' })
    input: UpdateInvoiceInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return updateInvoice(ctx, input)
  }

  @Mutation(() => Invoice, {
    description:
      'Voids a draft; there is no way back. CONFLICT at `version` when somebody has saved it since, at `id` when it is not a draft. Needs `invoice:write`.',
  })
  voidInvoice(
    @Arg('id', () => ID, { description: 'The draft.' }) id: string,
    @Arg('basedOnVersion', () => Int, basedOnVersion) version: number,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return voidInvoice(ctx, id, version)
  }

  @Mutation(() => Invoice, {
    description:
      'Finalises a draft: it gets the next number of its location, series and year, names and addresses are copied, and nobody can change it any more. BAD_USER_INPUT at `items` when it has no line and at `items.N.unitPrice` when a line needs a price; CONFLICT at `version` when somebody has saved it since, at `id` when it is not a draft. Needs `invoice:finalise`. Send an `Idempotency-Key`.',
  })
  finaliseInvoice(
    @Arg('id', () => ID, { description: 'The draft.' }) id: string,
    @Arg('basedOnVersion', () => Int, basedOnVersion) version: number,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return finaliseInvoice(ctx, id, version)
  }
}
