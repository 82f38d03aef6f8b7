import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A visit of one pet to one vet, at one location, from start to end.' })
export class Appointment {
  @Field(() => ID, { description: 'Permanent id; kept when the visit is moved.', simple: true })
  id!: string
}
