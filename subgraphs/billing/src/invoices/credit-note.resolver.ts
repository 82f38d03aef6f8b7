import type { Context } from '@vetgraph/kit/context'
import { DocumentFile } from '@vetgraph/kit/documents/document.types'
import { Arg, Ctx, Directive, FieldResolver, Float, Mutation, Query, Resolver, Root } from 'type-graphql'
import {
  creditedQuantityOf,
  creditInvoice,
  listCreditNoteItems,
  listCreditNotes,
} from './credit-note.service.ts'
import { CreditInvoiceInput, CreditNote, CreditNoteItem } from './credit-note.types.ts'
import { addressOfCreditNote, addressOfInvoice, openDocument } from './document.service.ts'
import { findInvoice } from './invoice.service.ts'
import { Invoice, InvoiceItem } from './invoice.types.ts'

const address =
  'The path on the gateway: GET it with the same access token within five minutes. For other viewers, and afterwards, it is not found.'

@Resolver(() => CreditNote)
export class CreditNoteResolver {
  @Mutation(() => CreditNote, {
    description:
      'Credits a finalised invoice, in full or by line and quantity, at the rates of the invoice; with `invoiceAgain` it is drafted anew. BAD_USER_INPUT at `items.N.quantity` for more than is left of a line; CONFLICT at `invoiceId` when it is not finalised or nothing is left. Needs `invoice:credit`. Send an `Idempotency-Key`.',
  })
  creditInvoice(
    @Arg('input', () => CreditInvoiceInput, { description: 'The invoice, what of it, and why.' })
    input: CreditInvoiceInput,
    @Ctx() ctx: Context,
  ): Promise<CreditNote> {
    return creditInvoice(ctx, input)
  }

  @Directive('@inaccessible')
  @Directive('@shareable')
  @Query(() => DocumentFile, {
    description: 'What the gateway asks for `GET /documents/…`; clients do not see it.',
  })
  documentFile(
    @Arg('address', () => String, { description: 'The last part of the address.' }) address: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentFile> {
    return openDocument(ctx, address)
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice that it corrects.' })
  invoice(@Root() { invoiceId }: CreditNote, @Ctx() ctx: Context): Promise<Invoice | null> {
    return findInvoice(ctx, invoiceId)
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description:
      'The invoice that was drafted instead; null if it was not invoiced again, and for an owner until it is finalised.',
  })
  replacement(@Root() { replacementId }: CreditNote, @Ctx() ctx: Context): Promise<Invoice | null> | null {
    return replacementId ? findInvoice(ctx, replacementId) : null
  }

  @FieldResolver(() => [CreditNoteItem], { description: 'What of which lines it credits, in printed order.' })
  items(@Root() note: CreditNote, @Ctx() ctx: Context): Promise<CreditNoteItem[]> {
    return listCreditNoteItems(ctx, note)
  }

  @FieldResolver(() => String, { description: `The credit note as PDF. ${address}` })
  pdfUrl(@Root() note: CreditNote, @Ctx() ctx: Context): string {
    return addressOfCreditNote(ctx, note)
  }
}

@Resolver(() => Invoice)
export class InvoiceDocumentsResolver {
  @FieldResolver(() => [CreditNote], { description: 'The credit notes that correct it, in time order.' })
  creditNotes(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<CreditNote[]> {
    return listCreditNotes(ctx, invoice)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `The invoice as PDF, stored when it was finalised and never made anew; null for a draft. ${address}`,
  })
  pdfUrl(@Root() invoice: Invoice, @Ctx() ctx: Context): string | null {
    return addressOfInvoice(ctx, invoice)
  }
}

@Resolver(() => InvoiceItem)
export class CreditedItemResolver {
  @FieldResolver(() => Float, { description: 'How much of the quantity is credited so far.' })
  creditedQuantity(@Root() item: InvoiceItem, @Ctx() ctx: Context): Promise<number> {
    return creditedQuantityOf(ctx, item)
  }
}
