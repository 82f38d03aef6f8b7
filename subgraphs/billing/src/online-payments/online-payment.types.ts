import { Id } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { PaymentProviderName } from './online-payment.table.ts'

registerEnumType(PaymentProviderName, {
  name: 'PaymentProvider',
  description: 'Who takes money online for the hospital.',
  valuesConfig: {
    DEMO: { description: 'Takes no money: for the demo hospital.' },
    STRIPE: { description: 'Stripe, which takes cards.' },
  },
})

@ObjectType({ description: 'A link by which whoever has it can pay one invoice.' })
export class PayLink {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date

  @Field(() => Date, { description: 'Until when it is good.' })
  expiresAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description:
      'The address, answered only once when the link is made; null afterwards, because only its hash is kept.',
  })
  url?: string | null
}

@ObjectType({ description: 'What whoever has a pay-link sees of its invoice.' })
export class OpenedPayLink {
  @Field(() => String, { description: 'The number of the invoice.' })
  number!: string

  @Field(() => String, {
    nullable: true,
    description: 'The hospital that issued it; null for an invoice that does not name it.',
  })
  hospital!: string | null

  @Field(() => Money, { description: 'What is still to be paid; zero once it is paid.' })
  due!: MoneyValue

  @Field(() => Date, { description: 'Until when the link is good.' })
  expiresAt!: Date
}

@InputType({ description: 'What is to be paid online: by a pay-link, or as the owner who is signed in.' })
export class StartOnlinePaymentInput {
  @Field(() => String, {
    nullable: true,
    description: 'What stands behind `#` in the address of a pay-link.',
  })
  token?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'One of the viewer’s own invoices; not beside a token.',
  })
  invoiceId?: string | null
}

@InputType({ description: 'An event of a payment provider.' })
export class PaymentEventInput {
  @Field(() => PaymentProviderName, { description: 'Who sends it.' })
  provider!: PaymentProviderName

  @Field(() => String, { description: 'The event as it came.' })
  body!: string

  @Field(() => String, { description: 'The provider’s signature.' })
  signature!: string
}

@ObjectType({ description: 'A payment that a provider is about to take.' })
export class OnlinePayment {
  @Id()
  id!: string

  @Field(() => Money, { description: 'What will be taken: everything that is due.' })
  amount!: MoneyValue

  @Field(() => String, { description: 'Where the provider takes the money; the browser goes there.' })
  url!: string
}

@ObjectType({ description: 'What the page needs on which a card is typed in fields of Stripe’s.' })
export class CardPayment {
  @Field(() => String, { description: 'Names the hospital’s account at Stripe; no secret.' })
  publishableKey!: string

  @Field(() => String, {
    nullable: true,
    description: 'By which Stripe takes this one payment; null when it was paid or ended.',
  })
  clientSecret!: string | null

  @Field(() => Money, { description: 'What is taken.' })
  amount!: MoneyValue

  @Field(() => String, { description: 'What it is for.' })
  description!: string

  @Field(() => String, { description: 'The address to which the payer’s browser returns after paying.' })
  returnUrl!: string
}

@ObjectType({ description: 'What the page of the demo provider shows.' })
export class DemoCharge {
  @Field(() => Money, { description: 'What would be taken.' })
  amount!: MoneyValue

  @Field(() => String, { description: 'What it is for.' })
  description!: string

  @Field(() => Boolean, { description: 'Whether it waits for a decision.' })
  open!: boolean

  @Field(() => String, { description: 'The address to which the payer’s browser returns after paying.' })
  returnUrl!: string
}

@ObjectType({
  description: 'An event that the demo provider has signed, to be posted to `/webhooks/billing/DEMO`.',
})
export class DemoEvent {
  @Field(() => String, { description: 'What is posted, as it is.' })
  body!: string

  @Field(() => String, { description: 'The signature, for the header `x-signature`.' })
  signature!: string

  @Field(() => String, { description: 'The address to which the payer’s browser returns after paying.' })
  returnUrl!: string
}
