import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql'
import { finaliseInvoice } from './finalise.service.ts'
import { Invoice } from './invoice.types.ts'

@Resolver(() => Invoice)
export class InvoiceChangesResolver {
  @Mutation(() => Invoice, {
    description:
      'Finalises a draft: it gets the next number of its location, series and year, names and addresses are copied, and nobody can change it any more. BAD_USER_INPUT at `items` when it has no line and at `items.N.unitPrice` when a line needs a price; CONFLICT at `version` when somebody has saved it since, at `id` when it is not a draft. Needs `invoice:finalise`. Send an `Idempotency-Key`.',
  })
  finaliseInvoice(
    @Arg('id', () => ID, { description: 'The draft.' }) id: string,
    @Arg('basedOnVersion', () => Int, {
      description: 'The version that was seen; CONFLICT if it is not the latest.',
    })
    basedOnVersion: number,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return finaliseInvoice(ctx, id, basedOnVersion)
  }
}
