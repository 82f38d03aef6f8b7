import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What is to be done about the stock of a location, for its start page.' })
export class InventoryDashboard {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}
