import { type Context, systemViewer } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import { Invoice } from '../invoices/invoice.types.ts'
import { User } from '../refs/stubs.ts'
import { disputeInvoice, findDispute, settleDispute } from './dispute.service.ts'
import { listLetters, sendInvoice, sendReminder } from './letter.service.ts'
import {
  DisputeInvoiceInput,
  InvoiceDispute,
  InvoiceLetter,
  SendInvoiceInput,
  SendReminderInput,
} from './letter.types.ts'

@Resolver(() => Invoice)
export class InvoiceLettersResolver {
  @Mutation(() => Invoice, {
    description:
      'Sends a finalised invoice as PDF to the owner by e-mail; what was sent before is sent again and says so. NOT_FOUND at `id`; CONFLICT at `id` for a draft, and with the rule `owner_without_email` for an owner without an e-mail address. Needs `invoice:send`. Send an `Idempotency-Key`.',
  })
  sendInvoice(
    @Arg('input', () => SendInvoiceInput, { description: 'Which invoice.' }) input: SendInvoiceInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return sendInvoice(ctx, input)
  }

  @Mutation(() => Invoice, {
    description:
      'Reminds the owner of an overdue invoice by e-mail, by the first, second and then the final letter, a week apart at least. NOT_FOUND at `id`; CONFLICT at `id` if it is paid, disputed, claimed from an insurer, not overdue, reminded of within the week or for the last time. Needs `invoice:send`. Send an `Idempotency-Key`.',
  })
  sendReminder(
    @Arg('input', () => SendReminderInput, { description: 'Which invoice.' }) input: SendReminderInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return sendReminder(ctx, input)
  }

  @Mutation(() => Invoice, {
    description:
      'Notes that the owner does not accept an unpaid invoice: it is not overdue until that is settled. NOT_FOUND at `id`; CONFLICT at `id` if it is paid, a draft or disputed already. Needs `invoice:dispute`.',
  })
  disputeInvoice(
    @Arg('input', () => DisputeInvoiceInput, { description: 'Which invoice, and why.' })
    input: DisputeInvoiceInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return disputeInvoice(ctx, input)
  }

  @Mutation(() => Invoice, {
    description:
      'Ends the dispute about an invoice; twice is once. NOT_FOUND at `id`. Needs `invoice:dispute`.',
  })
  settleDispute(
    @Arg('id', () => ID, { description: 'The invoice.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return settleDispute(ctx, id)
  }

  @FieldResolver(() => [InvoiceLetter], {
    description: 'What was sent about it by e-mail, the oldest first; nothing for owners.',
  })
  letters(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<InvoiceLetter[]> {
    return listLetters(ctx, invoice)
  }

  @FieldResolver(() => InvoiceDispute, {
    nullable: true,
    description: 'Why the owner does not accept it; null if nobody said so or it is settled, and for owners.',
  })
  dispute(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<InvoiceDispute | null> {
    return findDispute(ctx, invoice)
  }
}

@Resolver(() => InvoiceLetter)
export class InvoiceLetterResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who sent it; null when the hospital did by itself, and while its subgraph is unavailable.',
  })
  sentBy(@Root() { sentBy }: InvoiceLetter): User | null {
    return sentBy === systemViewer.userId ? null : { id: sentBy }
  }
}
