import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A visit of one pet to one vet, at one location, from start to end.' })
export class Appointment {
  @Field(() => ID, { description: 'Permanent id; kept when the visit is moved.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A client: who brings the pets and pays. Kept by the clinical part.' })
export class Owner {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody with an account: staff, a pet owner, or both.' })
export class User {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}
