import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A visit of one pet to one vet, at one location, from start to end.' })
export class Appointment {
  @Field(() => ID, { description: 'Permanent id; kept when the visit is moved.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'What can be booked: a check-up, a vaccination, a surgery.' })
export class AppointmentType {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A client: who brings the pets and pays. Kept by the clinical part.' })
export class Owner {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A patient. Its profile is kept by the clinical part.' })
export class Pet {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A place of the hospital group, with its own time zone, currency and hours.',
})
export class Location {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}
