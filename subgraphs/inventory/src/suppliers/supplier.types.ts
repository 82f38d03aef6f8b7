import { BasedOnVersion, Email, Id, Phone, Text, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Money } from '@vetgraph/kit/scalars'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A company from which the hospital orders.' })
export class Supplier {
  @Id()
  id!: string

  @Field(() => String, { description: 'The supplier’s name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Where orders are sent by e-mail; null if unknown.' })
  email!: string | null

  @Field(() => String, { nullable: true, description: 'The telephone number; null if unknown.' })
  phone!: string | null

  @Field(() => String, { nullable: true, description: 'The postal address in lines; null if unknown.' })
  address!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The number under which the supplier knows the hospital; null if there is none.',
  })
  customerNumber!: string | null

  @Field(() => String, { description: 'The currency of its prices (ISO 4217); it never changes.' })
  currency!: string

  @Field(() => Int, { description: 'Days from an order to its delivery.' })
  leadDays!: number

  @Field(() => Boolean, { description: 'Whether the hospital orders from it; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An entry of a supplier’s catalogue: an item as the supplier sells it.' })
export class SupplierItem {
  @Id()
  id!: string

  @Field(() => String, { description: 'The supplier’s article number.' })
  articleNumber!: string

  @Field(() => Boolean, {
    description: 'Whether the item is ordered here unless somebody decides otherwise.',
  })
  preferred!: boolean

  @Field(() => Boolean, { description: 'Whether it can be ordered; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number

  supplierId!: string
  itemId!: string
  packSize!: number
  price!: number
  leadDays!: number | null
}

export const SupplierConnection = connectionOf(() => Supplier, 'Supplier', 'suppliers')
export type SupplierConnection = InstanceType<typeof SupplierConnection>
export const SupplierItemConnection = connectionOf(() => SupplierItem, 'SupplierItem', 'catalogue entries')
export type SupplierItemConnection = InstanceType<typeof SupplierItemConnection>

@InputType({ description: 'Filters of suppliers; all in use if omitted.' })
export class SupplierFilter {
  @Field(() => String, { nullable: true, description: 'The beginning of the name, in any case.' })
  search?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only retired suppliers. Those in use if false or omitted.',
  })
  retired?: boolean | null
}

@InputType({ description: 'What may be left out of a supplier.' })
abstract class SupplierDetailsInput {
  @Email({ nullable: true, description: 'Where orders are sent by e-mail.' })
  email?: string | null

  @Phone({ nullable: true, description: 'The telephone number.' })
  phone?: string | null

  @Text({ nullable: true, max: 500, description: 'The postal address in lines, without the name.' })
  address?: string | null

  @Text({
    nullable: true,
    max: 50,
    description: 'The number under which the supplier knows the hospital.',
  })
  customerNumber?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Days from an order to its delivery, 0 to 365; 7 for a new supplier.',
  })
  leadDays?: number | null
}

@InputType({ description: 'A new supplier.' })
export class CreateSupplierInput extends SupplierDetailsInput {
  @Text({ description: 'The name. CONFLICT if another supplier in use has it.' })
  name!: string

  @Field(() => String, { description: 'The currency of its prices, an ISO 4217 code; it never changes.' })
  currency!: string
}

@InputType({ description: 'A change to a supplier; omitted fields stay unchanged.' })
export class UpdateSupplierInput extends SupplierDetailsInput {
  @Field(() => ID, { description: 'The supplier’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The name. CONFLICT if another supplier in use has it.' })
  name?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires the supplier: nothing new is ordered from it. True brings it back.',
  })
  active?: boolean | null
}

@InputType({ description: 'What may be left out of a catalogue entry.' })
abstract class SupplierItemDetailsInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Days from an order to its delivery, 0 to 365; null for the supplier’s own.',
  })
  leadDays?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the item is ordered here, and no other entry of it is preferred any more.',
  })
  preferred?: boolean | null
}

@InputType({ description: 'A new entry of a supplier’s catalogue.' })
export class CreateSupplierItemInput extends SupplierItemDetailsInput {
  @Field(() => ID, { description: 'The supplier’s id.' })
  supplierId!: string

  @Field(() => ID, { description: 'The item’s id.' })
  itemId!: string

  @Text({ max: 50, description: 'The supplier’s article number. CONFLICT if another of its entries has it.' })
  articleNumber!: string

  @Field(() => Float, { description: 'What a pack contains, in the item’s unit: above 0, to 0.001.' })
  packSize!: number

  @Field(() => Money, { description: 'The price of a pack without tax, in the supplier’s currency.' })
  price!: MoneyValue
}

@InputType({ description: 'A change to a catalogue entry; omitted fields stay unchanged.' })
export class UpdateSupplierItemInput extends SupplierItemDetailsInput {
  @Field(() => ID, { description: 'The entry’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, max: 50, description: 'The supplier’s article number.' })
  articleNumber?: string | null

  @Field(() => Float, { nullable: true, description: 'What a pack contains, in the item’s unit.' })
  packSize?: number | null

  @Field(() => Money, { nullable: true, description: 'The price of a pack without tax.' })
  price?: MoneyValue | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires the entry: it is not ordered any more. True brings it back.',
  })
  active?: boolean | null
}
