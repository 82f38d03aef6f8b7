import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What is to be done for patients at a location, for its start page.' })
export class ClinicalDashboard {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}
