import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { InvoiceItemKind, TaxClass } from '../prices/service.table.ts'
import { EstimateDecision, EstimateStatus } from './estimate.table.ts'

registerEnumType(EstimateStatus, {
  name: 'EstimateStatus',
  description: 'The status of an estimate.',
  valuesConfig: {
    DRAFT: { description: 'Being written; its owner does not see it.' },
    SENT: { description: 'Its latest version is with the owner, who has not answered.' },
    ACCEPTED: { description: 'At least one line was accepted.' },
    DECLINED: { description: 'No line was accepted.' },
    EXPIRED: { description: 'It was sent, and nobody answered while it was valid.' },
    CONVERTED: { description: 'Every accepted line is on an invoice.' },
  },
})

registerEnumType(EstimateDecision, {
  name: 'EstimateDecision',
  description: 'What the owner decided about a line.',
  valuesConfig: {
    OPEN: { description: 'Nothing yet.' },
    ACCEPTED: { description: 'It may be done and charged.' },
    DECLINED: { description: 'It is not wanted.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'What treatment may cost: with the lowest and the highest quantity of each line.',
})
export class Estimate {
  @Id()
  id!: string

  ownerId!: string
  locationId!: string
  revision!: number
  low!: unknown
  high!: unknown

  @Field(() => String, { description: 'What it is for, as printed.' })
  title!: string

  @Field(() => String, { nullable: true, description: 'A note to the owner, as printed; null for none.' })
  note!: string | null

  @Field(() => String, { description: 'The currency of all its amounts, ISO 4217.' })
  currency!: string

  @Field(() => CalendarDate, {
    description: 'The last day on which it can be accepted, by the location’s calendar.',
  })
  validUntil!: string

  @Field(() => EstimateStatus, { description: 'Where it stands.' })
  status!: EstimateStatus

  @Field(() => Date, { description: 'When it was begun.' })
  createdAt!: Date

  @Version()
  version!: number
}

/** What everybody reads of a line, with or without signing in. */
@ObjectType()
export abstract class EstimateLine {
  @Id()
  id!: string

  @Field(() => String, {
    nullable: true,
    description: 'The pet’s name as printed; null for a line that is for no single pet.',
  })
  petName!: string | null

  @Field(() => String, { description: 'What it is for, as printed.' })
  description!: string

  @Field(() => Float, { description: 'The least that will be needed, to three decimals; 0 if maybe none.' })
  lowQuantity!: number

  @Field(() => Float, { description: 'The most that may be needed, to three decimals.' })
  quantity!: number

  @Field(() => Money, { description: 'What it costs by the lowest quantity, with tax.' })
  low!: MoneyValue

  @Field(() => Money, { description: 'What it costs by the highest quantity, with tax.' })
  high!: MoneyValue

  @Field(() => EstimateDecision, { description: 'What the owner decided about it.' })
  decision!: EstimateDecision
}

@ObjectType({ description: 'A line of an estimate.' })
export class EstimateItem extends EstimateLine {
  petId!: string | null
  invoiceId!: string | null

  @Field(() => InvoiceItemKind, {
    description: 'Whether the line is a service, a medication or another product.',
  })
  kind!: InvoiceItemKind

  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the price list that it was taken from; null for a free line.',
  })
  serviceId!: string | null

  @Field(() => Money, { description: 'The price of one unit; `taxIncluded` says whether with tax.' })
  unitPrice!: MoneyValue

  @Field(() => Boolean, { description: 'Whether the unit price includes the tax.' })
  taxIncluded!: boolean

  @Field(() => Int, { description: 'The line’s own discount in basis points: 1000 is 10 %; 0 for none.' })
  discountRate!: number

  @Field(() => TaxClass, { description: 'How it is taxed.' })
  taxClass!: TaxClass

  @Field(() => Int, { description: 'The tax rate in basis points: 1900 is 19 %.' })
  taxRate!: number

  @Field(() => Float, {
    nullable: true,
    description: 'The quantity that was used when it was invoiced; null until then.',
  })
  invoicedQuantity!: number | null
}

@ObjectType({ description: 'A version of an estimate as it was sent; nobody can change it.' })
export class EstimateVersion {
  @Id()
  id!: string

  estimateId!: string
  currency!: string
  low!: unknown
  high!: unknown

  @Field(() => Int, { description: 'Its number, from 1 on.' })
  number!: number

  @Field(() => CalendarDate, {
    description: 'The last day on which it could be accepted, by the location’s calendar.',
  })
  validUntil!: string

  @Field(() => Date, { description: 'When it was sent.' })
  sentAt!: Date

  @Field(() => String, {
    nullable: true,
    description:
      'The e-mail address that it was mailed to, with the link by which it is answered; null where its owner had none.',
  })
  sentTo!: string | null
}

@ObjectType({ description: 'How a version of an estimate was answered.' })
export class EstimateAnswer {
  @Field(() => String, { description: 'The name of the person who answered.' })
  signedBy!: string

  @Field(() => Boolean, {
    description: 'Whether it was answered in the portal; else it was signed on the screen, or by the link.',
  })
  portal!: boolean

  @Field(() => Boolean, { description: 'Whether it was answered by the link of the e-mail.' })
  byLink!: boolean

  @Field(() => Date, { description: 'When it was answered.' })
  answeredAt!: Date

  @Field(() => String, {
    nullable: true,
    description: 'The signature as a data URL of a PNG image; null if none was drawn.',
  })
  signature!: string | null
}

export const EstimateConnection = connectionOf(() => Estimate, 'Estimate', 'estimates')
export type EstimateConnection = InstanceType<typeof EstimateConnection>
