import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A patient. Its profile is kept by the clinical part.' })
export class Pet {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody with an account. The account is kept by the identity part.' })
export class User {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string

  /** Known here where a field says that it provides it. */
  @Directive('@external')
  @Field(() => String, { description: 'Given and family name.', simple: true })
  name?: string
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A place of the hospital group, with its own time zone, currency and hours.',
})
export class Location {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}
