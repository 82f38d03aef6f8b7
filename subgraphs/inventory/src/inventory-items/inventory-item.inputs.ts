import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, Float, ID, InputType } from 'type-graphql'
import { InventoryCategory, MedicineForm } from './inventory-item.table.ts'

@InputType({ description: 'An active substance of a medicine.' })
export class ActiveSubstanceInput {
  @Field(() => ID, { description: 'The substance’s id.' })
  substanceId!: string

  @Text({ description: 'Its strength as the label says it: `50 mg`, `10 mg/ml`.', max: 50 })
  strength!: string
}

@InputType({ description: 'What may be left out of an item.' })
abstract class ItemDetailsInput {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the law requires a controlled-drug register for it; false for a new item. CONFLICT if changed while there is stock of it; so are form and active substances of a controlled item.',
  })
  controlled?: boolean | null

  @Text({
    nullable: true,
    max: 50,
    description: 'The schedule or class of a controlled item: `Schedule 2`, `C-II`; null for other items.',
  })
  schedule?: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'Reorder level in the item’s unit, to 0.001, not negative; 0 for a new item.',
  })
  reorderLevel?: number | null

  @Text({
    nullable: true,
    max: 50,
    description: 'The unit in which it stands on the shelf, with `unitsPerStockUnit`; null for none.',
  })
  stockUnit?: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'How much a stock unit contains, in `unit`: above 0, to 0.001.',
  })
  unitsPerStockUnit?: number | null

  @Text({
    nullable: true,
    max: 50,
    description: 'The unit in which it is bought, with `unitsPerBuyingUnit`; null for none.',
  })
  buyingUnit?: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'How much a buying unit contains, in `unit`: above 0, to 0.001.',
  })
  unitsPerBuyingUnit?: number | null

  @Field(() => MedicineForm, { nullable: true, description: 'The form, for medication only.' })
  form?: MedicineForm | null

  @Field(() => [ActiveSubstanceInput], {
    nullable: true,
    description: 'The active substances, for medication only; at most 10.',
  })
  activeSubstances?: ActiveSubstanceInput[] | null

  @Field(() => [String], {
    nullable: true,
    description:
      'GTINs of 8, 12, 13 or 14 digits with their check digit; at most 20. CONFLICT if another item has one.',
  })
  barcodes?: string[] | null
}

@InputType({ description: 'A new item.' })
export class CreateInventoryItemInput extends ItemDetailsInput {
  @Text({ description: 'The item’s name, with strength and form.' })
  name!: string

  @Text({ description: 'The hospital’s own SKU. CONFLICT if another item has it.', max: 50 })
  sku!: string

  @Field(() => InventoryCategory, { description: 'The category.' })
  category!: InventoryCategory

  @Text({ description: 'The dispensing unit, in which all stock is counted: tablet, ml, vial.', max: 50 })
  unit!: string
}

@InputType({ description: 'A change to an item; omitted fields stay unchanged.' })
export class UpdateInventoryItemInput extends ItemDetailsInput {
  @Field(() => ID, { description: 'The item’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The item’s name, with strength and form.' })
  name?: string | null

  @Text({ nullable: true, description: 'The hospital’s own SKU. CONFLICT if another item has it.', max: 50 })
  sku?: string | null

  @Field(() => InventoryCategory, { nullable: true, description: 'The category.' })
  category?: InventoryCategory | null

  @Text({
    nullable: true,
    max: 50,
    description: 'The dispensing unit. CONFLICT once stock has been counted in it.',
  })
  unit?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True brings a retired item back; `retireInventoryItem` retires one.',
  })
  active?: boolean | null
}
