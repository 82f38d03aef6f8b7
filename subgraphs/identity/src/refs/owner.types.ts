import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody whose pets the hospital treats.' })
export class Owner {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}
