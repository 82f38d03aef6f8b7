import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person with an account: staff, or a pet owner who uses the portal.' })
export class User {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A visit: a pet, a vet and a room at a time.' })
export class Appointment {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}
