import { Directive, Field, ID, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A place of the hospital group, with its own time zone, currency and hours.',
})
export class Location {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string
}
