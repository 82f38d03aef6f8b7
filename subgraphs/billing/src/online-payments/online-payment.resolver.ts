import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Invoice } from '../invoices/invoice.types.ts'
import { openCardPayment } from './card-payment.service.ts'
import { decideDemoCharge, openDemoCharge } from './demo-provider.ts'
import {
  CardPayment,
  DemoCharge,
  DemoEvent,
  OnlinePayment,
  OpenedPayLink,
  PayLink,
  PaymentEventInput,
  StartOnlinePaymentInput,
} from './online-payment.types.ts'
import { createPayLink, listPayLinks, openPayLink, revokePayLink } from './pay-link.service.ts'
import { isPayableOnline } from './provider.ts'
import { receivePaymentEvent } from './settle-charge.service.ts'
import { startOnlinePayment } from './start.service.ts'

@Resolver(() => PayLink)
export class PayLinkResolver {
  @Mutation(() => PayLink, {
    description:
      'Makes a link by which whoever has it can pay one finalised invoice without signing in; it is good for 14 days. NOT_FOUND or BAD_USER_INPUT at `invoiceId`; CONFLICT if the hospital takes no payments online. Needs `payment:take`. Send an `Idempotency-Key`.',
  })
  createPayLink(
    @Arg('invoiceId', () => ID, { description: 'The invoice.' }) invoiceId: string,
    @Ctx() ctx: Context,
  ): Promise<PayLink> {
    return createPayLink(ctx, invoiceId)
  }

  @Mutation(() => PayLink, {
    description: 'Revokes a pay-link. NOT_FOUND at `id`. Needs `payment:take`.',
  })
  revokePayLink(
    @Arg('id', () => ID, { description: 'The link.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<PayLink> {
    return revokePayLink(ctx, id)
  }

  @LimitedAs('link')
  @Mutation(() => OpenedPayLink, {
    description:
      'What is to be paid by a pay-link, for whoever has it. NOT_FOUND at `token` once it has expired or was revoked.',
  })
  openPayLink(
    @Arg('token', () => String, { description: 'What stands behind `#` in its address.' }) token: string,
    @Ctx() ctx: Context,
  ): Promise<OpenedPayLink> {
    return openPayLink(ctx, token)
  }

  @LimitedAs('link')
  @Mutation(() => OnlinePayment, {
    description:
      'Begins to pay everything that is due on one invoice, by a pay-link or as its owner; the money is taken at the provider. Repeated, it answers the payment that is open. CONFLICT at `invoiceId` when it is paid; NOT_FOUND at `token` or `invoiceId`.',
  })
  startOnlinePayment(
    @Arg('input', () => StartOnlinePaymentInput, { description: 'Which invoice.' })
    input: StartOnlinePaymentInput,
    @Ctx() ctx: Context,
  ): Promise<OnlinePayment> {
    return startOnlinePayment(ctx, input)
  }
}

@Resolver(() => Invoice)
export class InvoicePayLinksResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [PayLink], {
    description:
      'Its pay-links that are good, the latest first; empty without the permission `payment:take`.',
  })
  payLinks(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<PayLink[]> {
    return listPayLinks(ctx, invoice)
  }

  @FieldResolver(() => Boolean, { description: 'Whether the hospital lets its invoices be paid online.' })
  payableOnline(@Root() { status }: Invoice, @Ctx() ctx: Context): boolean {
    return isPayableOnline(ctx, status)
  }
}

@Resolver(() => OnlinePayment)
export class ProviderResolver {
  @Directive('@inaccessible')
  @Mutation(() => Boolean, {
    description: 'What the gateway sends for `POST /webhooks/billing/…`; clients do not see it.',
  })
  receivePaymentEvent(
    @Arg('input', () => PaymentEventInput, { description: 'The event.' }) input: PaymentEventInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return receivePaymentEvent(ctx, input)
  }

  @LimitedAs('link')
  @Mutation(() => CardPayment, {
    description:
      'What the page needs on which a card is typed, for whoever was sent there. NOT_FOUND at `secret`; UNAVAILABLE while Stripe does not answer.',
  })
  openCardPayment(
    @Arg('secret', () => String, { description: 'What stands behind `#` in its address.' }) secret: string,
    @Ctx() ctx: Context,
  ): Promise<CardPayment> {
    return openCardPayment(ctx, secret)
  }

  @Query(() => DemoCharge, {
    description: 'What the page of the demo provider shows. NOT_FOUND at `secret`.',
  })
  demoCharge(
    @Arg('secret', () => String, { description: 'What stands behind `#` in its address.' }) secret: string,
    @Ctx() ctx: Context,
  ): Promise<DemoCharge> {
    return openDemoCharge(ctx, secret)
  }

  @LimitedAs('link')
  @Mutation(() => DemoEvent, {
    description:
      'Approves or declines at the demo provider; no money is moved. NOT_FOUND at `secret`; CONFLICT when it was decided already.',
  })
  decideDemoCharge(
    @Arg('secret', () => String, { description: 'What stands behind `#` in the page’s address.' })
    secret: string,
    @Arg('approve', () => Boolean, { description: 'Whether it is approved.' }) approve: boolean,
    @Ctx() ctx: Context,
  ): Promise<DemoEvent> {
    return decideDemoCharge(ctx, secret, approve)
  }
}
