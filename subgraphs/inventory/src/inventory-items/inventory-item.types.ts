import { connectionOf } from '@vetgraph/kit/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { InventoryCategory } from './inventory-item.table.ts'

registerEnumType(InventoryCategory, {
  name: 'InventoryCategory',
  description: 'What sort of thing an item is.',
  valuesConfig: {
    MEDICATION: { description: 'Medicines and vaccines; their stock never goes below zero.' },
    EQUIPMENT: { description: 'Things that are used again; their stock never goes below zero.' },
    SUPPLIES: {
      description: 'Consumables; may be used before they are booked in, and are then marked for counting.',
    },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something that the hospital keeps in stock.' })
export class InventoryItem {
  @Id()
  id!: string

  @Field(() => String, { description: 'What it is, with strength and form.' })
  name!: string

  @Field(() => String, { description: 'The hospital’s own article number, unique.' })
  sku!: string

  @Field(() => InventoryCategory, { description: 'What sort of thing it is.' })
  category!: InventoryCategory

  @Field(() => Boolean, {
    description: 'Whether the law asks for a controlled-drug register of it.',
  })
  controlled!: boolean

  @Field(() => String, { description: 'What is counted: a tablet, a ml, a vial.' })
  unit!: string

  @Field(() => Float, {
    description: 'A location that has this much or less should order, in units.',
  })
  reorderLevel!: number

  @Field(() => Boolean, { description: 'Whether it is still bought and used.' })
  active!: boolean

  @Field(() => Date, { description: 'When it was added.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When its particulars last changed; stock is apart.' })
  updatedAt!: Date

  @Version()
  version!: number
}

@InputType({ description: 'Which items to list; what is left out does not narrow.' })
export class InventoryItemFilter {
  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name or article number; forgives a typing mistake.',
  })
  search?: string | null

  @Field(() => InventoryCategory, { nullable: true, description: 'Only this sort of thing.' })
  category?: InventoryCategory | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only items that are low (at the given location, else at any). False: only the others.',
  })
  lowStock?: boolean | null

  @Field(() => ID, { nullable: true, description: 'Only items that are kept at this location.' })
  locationId?: string | null
}

export const InventoryItemConnection = connectionOf(() => InventoryItem, 'InventoryItem', 'items')
export type InventoryItemConnection = InstanceType<typeof InventoryItemConnection>
