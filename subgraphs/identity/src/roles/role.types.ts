import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'A named set of permissions that people are given, everywhere or at one location.',
})
export class Role {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string

  @Field(() => String, {
    description: 'The short name by which programs know the role: `RECEPTIONIST`.',
    simple: true,
  })
  key!: string

  @Field(() => String, { description: 'The name people know: “Receptionist”.', simple: true })
  name!: string

  @Field(() => String, { description: 'What people in this role do.', simple: true })
  description!: string

  @Field(() => [String], {
    description: 'What the role allows, each `resource:action` as in `appointment:book`, sorted.',
    simple: true,
  })
  permissions!: string[]

  @Field(() => Boolean, {
    description: 'Whether it comes with the software, which keeps it up to date; it cannot be edited.',
    simple: true,
  })
  builtIn!: boolean
}
