import { connectionOf } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ActKind, InvoiceItemKind, TaxClass } from './service.table.ts'

registerEnumType(InvoiceItemKind, {
  name: 'InvoiceItemKind',
  description: 'The kind of an invoice line.',
  valuesConfig: {
    SERVICE: { description: 'A service: an examination, a surgery.' },
    MEDICATION: { description: 'A medicine or vaccine, given or dispensed.' },
    PRODUCT: { description: 'Anything else that was sold or used.' },
  },
})

registerEnumType(TaxClass, {
  name: 'TaxClass',
  description: 'How something is taxed; the rate of a class is set for each location and from a day on.',
  valuesConfig: {
    STANDARD: { description: 'At the standard rate.' },
    REDUCED: { description: 'At the reduced rate.' },
    ZERO: { description: 'Taxable at 0 %.' },
    EXEMPT: { description: 'Exempt from tax, which is printed as such.' },
  },
})

registerEnumType(ActKind, {
  name: 'ActKind',
  description: 'What is done for a patient and has to be charged.',
  valuesConfig: {
    VISIT: { description: 'A completed visit.' },
    VACCINATION: { description: 'A vaccination that was given here.' },
    PRESCRIPTION: { description: 'A written prescription; only if the price list has a fee for it.' },
    DISPENSING: { description: 'Some of a prescription was handed out.' },
    STAY: { description: 'The nights of a stay in the hospital; a stay without a night counts as one.' },
    TREATMENT: {
      description:
        'A treatment of a stay, as often as it was given; only if its order names an entry of the price list.',
    },
    LAB_TEST: {
      description: 'A panel that was ordered of the laboratory; only if it names an entry of the price list.',
    },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An entry of the price list: a service, a medication or a product.' })
export class Service {
  @Id()
  id!: string

  @Field(() => String, { description: 'What is printed on the invoice.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'A short code to find it by; null if it has none.' })
  code!: string | null

  @Field(() => InvoiceItemKind, { description: 'Whether it is a service, a medication or a product.' })
  kind!: InvoiceItemKind

  @Field(() => TaxClass, { description: 'How it is taxed.' })
  taxClass!: TaxClass

  appointmentTypeId!: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The vaccine or the item of the inventory that is charged by it when it is given or dispensed; null for none.',
  })
  productId!: string | null

  @Field(() => ActKind, {
    nullable: true,
    description:
      'VACCINATION: the fee for vaccines without an entry of their own. PRESCRIPTION: the fee for prescribing. STAY: the fee for a night in the hospital. Null for none of them.',
  })
  chargesFor!: ActKind | null

  @Field(() => Boolean, { description: 'Whether it can be charged; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number
}

@ObjectType({ description: 'What an entry of the price list costs at a location from a day on.' })
export class ServicePrice {
  @Field(() => Money, {
    description: 'The price of one unit as it was set; `taxIncluded` says whether with tax.',
  })
  amount!: MoneyValue

  @Field(() => Boolean, { description: 'Whether `amount` includes the tax.' })
  taxIncluded!: boolean

  @Field(() => CalendarDate, { description: 'The location’s calendar day from which on it is in force.' })
  effectiveFrom!: string

  @Field(() => Int, {
    description: 'The tax rate of that day or of today, whichever is later, in basis points.',
  })
  taxRate!: number

  @Field(() => Money, { description: 'What people pay for one unit, with tax.' })
  gross!: MoneyValue
}

@ObjectType({ description: 'The tax rate of a class at a location from a day on.' })
export class TaxRate {
  @Id()
  id!: string

  @Field(() => TaxClass, { description: 'The class: STANDARD or REDUCED.' })
  taxClass!: TaxClass

  @Field(() => Int, { description: 'The rate in basis points: 1900 is 19 %.' })
  rate!: number

  @Field(() => CalendarDate, { description: 'The location’s calendar day from which on it is in force.' })
  effectiveFrom!: string
}

@InputType({ description: 'Filters of the price list; entries in use if omitted.' })
export class ServiceFilter {
  @Directive('@cost(weight: 10)')
  @Field(() => String, { nullable: true, description: 'Part of a name or code; at most 200 characters.' })
  search?: string | null

  @Field(() => InvoiceItemKind, { nullable: true, description: 'Only entries of this kind.' })
  kind?: InvoiceItemKind | null

  @Field(() => Boolean, { nullable: true, description: 'True for retired entries as well.' })
  withRetired?: boolean | null
}

@InputType({ description: 'A new entry of the price list.' })
export class CreateServiceInput {
  @Text({ description: 'What is printed on the invoice.' })
  name!: string

  @Text({ description: 'A short code to find it by.', max: 20, nullable: true })
  code?: string | null

  @Field(() => InvoiceItemKind, { description: 'Whether it is a service, a medication or a product.' })
  kind!: InvoiceItemKind

  @Field(() => TaxClass, { description: 'How it is taxed.' })
  taxClass!: TaxClass

  @Field(() => ID, {
    nullable: true,
    description:
      'The type of appointment whose completion is charged by it; CONFLICT if another entry has it.',
  })
  appointmentTypeId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The vaccine or the item of the inventory that is charged by it when it is given or dispensed; NOT_FOUND if there is none, CONFLICT if another entry has it.',
  })
  productId?: string | null

  @Field(() => ActKind, {
    nullable: true,
    description:
      'VACCINATION, PRESCRIPTION or STAY: the fee for it; BAD_USER_INPUT for others, CONFLICT if another entry has it.',
  })
  chargesFor?: ActKind | null
}

@InputType({ description: 'A change of an entry of the price list; what is omitted stays.' })
export class UpdateServiceInput {
  @Field(() => ID, { description: 'The entry.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'What is printed on the invoice.', nullable: true })
  name?: string | null

  @Text({ description: 'A short code to find it by; null removes it.', max: 20, nullable: true })
  code?: string | null

  @Field(() => TaxClass, { nullable: true, description: 'How it is taxed.' })
  taxClass?: TaxClass | null

  @Field(() => ID, {
    nullable: true,
    description: 'The type of appointment whose completion is charged by it; null for none.',
  })
  appointmentTypeId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The vaccine or the item of the inventory that is charged by it when it is given or dispensed; NOT_FOUND if there is none, CONFLICT if another entry has it.',
  })
  productId?: string | null

  @Field(() => ActKind, {
    nullable: true,
    description:
      'VACCINATION, PRESCRIPTION or STAY: the fee for it; BAD_USER_INPUT for others, CONFLICT if another entry has it.',
  })
  chargesFor?: ActKind | null

  @Field(() => Boolean, { nullable: true, description: 'False retires it, true brings it back.' })
  active?: boolean | null
}

@InputType({ description: 'A price from a day on.' })
export class SetPriceInput {
  @Field(() => ID, { description: 'The entry of the price list.' })
  serviceId!: string

  @Field(() => ID, { description: 'The location where it costs that.' })
  locationId!: string

  @Field(() => Money, { description: 'The price of one unit, in the location’s currency; not negative.' })
  price!: MoneyValue

  @Field(() => Boolean, { description: 'Whether the price includes the tax.' })
  taxIncluded!: boolean

  @Field(() => CalendarDate, {
    description: 'The location’s calendar day from which on it is in force: today or later.',
  })
  effectiveFrom!: string
}

@InputType({ description: 'A tax rate from a day on.' })
export class SetTaxRateInput {
  @Field(() => ID, { description: 'The location.' })
  locationId!: string

  @Field(() => TaxClass, { description: 'STANDARD or REDUCED; the other classes have no rate.' })
  taxClass!: TaxClass

  @Field(() => Int, { description: 'The rate in basis points, 0 to 10000: 1900 is 19 %.' })
  rate!: number

  @Field(() => CalendarDate, {
    description: 'The location’s calendar day from which on it is in force: today or later.',
  })
  effectiveFrom!: string
}

@ObjectType({ description: 'A page of the price list.' })
export class ServiceConnection extends connectionOf(() => Service, 'Service', 'entries of the price list') {}
