import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { Substance } from '../refs/stubs.ts'
import { InventoryCategory, type ItemSubstance, MedicineForm } from './inventory-item.table.ts'

registerEnumType(InventoryCategory, {
  name: 'InventoryCategory',
  description: 'The category of an item.',
  valuesConfig: {
    MEDICATION: { description: 'Medicines and vaccines; their stock never goes below zero.' },
    EQUIPMENT: { description: 'Reusable equipment; its stock never goes below zero.' },
    SUPPLIES: {
      description:
        'Consumables; may be used before the delivery is recorded (stock may go below zero), and are then marked for counting.',
    },
  },
})

registerEnumType(MedicineForm, {
  name: 'MedicineForm',
  description: 'The pharmaceutical form of a medicine.',
  valuesConfig: {
    TABLET: { description: 'Tablets to swallow.' },
    CHEWABLE: { description: 'Chewable tablets.' },
    CAPSULE: { description: 'Capsules.' },
    ORAL_LIQUID: { description: 'Solutions and suspensions to swallow.' },
    INJECTION: { description: 'Injections and vaccines.' },
    INFUSION: { description: 'Infusions.' },
    INHALATION: { description: 'Gases and liquids to inhale.' },
    DROPS: { description: 'Eye and ear drops.' },
    OINTMENT: { description: 'Ointments, creams and gels.' },
    SPOT_ON: { description: 'Solutions put on the skin.' },
    POWDER: { description: 'Powders and granules.' },
    OTHER: { description: 'Another form.' },
  },
})

@ObjectType({ description: 'An active substance of a medicine.' })
export class ActiveSubstance {
  @Field(() => Substance, {
    nullable: true,
    description: 'The substance; null while its subgraph is unavailable.',
  })
  substance!: Substance

  @Field(() => String, { description: 'Its strength as the label says it: `50 mg`, `10 mg/ml`.' })
  strength!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An item that the hospital keeps in stock.' })
export class InventoryItem {
  @Id()
  id!: string

  @Field(() => String, { description: 'The item’s name, with strength and form.' })
  name!: string

  @Field(() => String, { description: 'The hospital’s own SKU, unique.' })
  sku!: string

  @Field(() => InventoryCategory, { description: 'The category of the item.' })
  category!: InventoryCategory

  @Field(() => Boolean, {
    description: 'Whether the law requires a controlled-drug register for it.',
  })
  controlled!: boolean

  @Field(() => String, {
    nullable: true,
    description:
      'The schedule or class of a controlled item by the law of the country, `Schedule 2`; null if it is not recorded, and for other items.',
  })
  schedule!: string | null

  @Field(() => String, {
    description: 'The dispensing unit, in which all stock is counted: tablet, ml, vial.',
  })
  unit!: string

  @Field(() => String, {
    nullable: true,
    description: 'The unit in which it stands on the shelf, `bottle`; null if that is `unit`.',
  })
  stockUnit!: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'How much a stock unit contains, in `unit`, to 0.001; null without a stock unit.',
  })
  unitsPerStockUnit!: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The unit in which it is bought, `box`; null if that is `unit`.',
  })
  buyingUnit!: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'How much a buying unit contains, in `unit`, to 0.001; null without a buying unit.',
  })
  unitsPerBuyingUnit!: number | null

  @Field(() => MedicineForm, {
    nullable: true,
    description: 'The form of a medicine; null if it is not recorded, and for other items.',
  })
  form!: MedicineForm | null

  @Field(() => [String], { description: 'Its barcodes: GTINs of 14 digits, each of one item only.' })
  barcodes!: string[]

  substances!: readonly ItemSubstance[]

  @Field(() => Float, {
    description: 'Reorder level: a location that has this much or less should order. In the item’s unit.',
  })
  reorderLevel!: number

  @Field(() => Boolean, { description: 'Whether the item is in use.' })
  active!: boolean

  @Field(() => Date, { description: 'When it was added.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When its details last changed; changes of stock do not count.' })
  updatedAt!: Date

  @Version()
  version!: number
}

@InputType({ description: 'Filters of the list of items; all items in use if omitted.' })
export class InventoryItemFilter {
  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name or SKU, which tolerates typing mistakes, or a whole barcode.',
  })
  search?: string | null

  @Field(() => InventoryCategory, { nullable: true, description: 'Only items of this category.' })
  category?: InventoryCategory | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only items with low stock (at the given location, else at any). False: only the others.',
  })
  lowStock?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only items of the controlled-drug register. False: only the others.',
  })
  controlled?: boolean | null

  @Field(() => MedicineForm, { nullable: true, description: 'Only medicines of this form.' })
  form?: MedicineForm | null

  @Field(() => ID, { nullable: true, description: 'Only medicines with this active substance.' })
  substanceId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only retired items. Items in use if false or omitted.',
  })
  retired?: boolean | null

  @Field(() => ID, { nullable: true, description: 'Only items kept at this location.' })
  locationId?: string | null
}

export const InventoryItemConnection = connectionOf(() => InventoryItem, 'InventoryItem', 'items')
export type InventoryItemConnection = InstanceType<typeof InventoryItemConnection>
