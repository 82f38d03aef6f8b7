import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { InventoryCategory } from './inventory-item.table.ts'

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

  @Field(() => String, { description: 'The unit in which it is counted: tablet, ml, vial.' })
  unit!: string

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
    description: 'Part of the name or SKU; tolerates typing mistakes.',
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

  @Field(() => ID, { nullable: true, description: 'Only items kept at this location.' })
  locationId?: string | null
}

export const InventoryItemConnection = connectionOf(() => InventoryItem, 'InventoryItem', 'items')
export type InventoryItemConnection = InstanceType<typeof InventoryItemConnection>
