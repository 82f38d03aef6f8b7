import { Field, ID, Int, ObjectType } from 'type-graphql'

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

  @Field(() => Boolean, {
    description: 'Whether visits can be booked with the people in this role.',
    simple: true,
  })
  seesPatients!: boolean

  @Field(() => Boolean, {
    description:
      'Whether it comes with the software, which keeps it up to date; only `requiresSecondFactor` can be edited.',
    simple: true,
  })
  builtIn!: boolean

  @Field(() => Boolean, {
    description: 'Whether people in this role can do nothing before they have a second factor.',
    simple: true,
  })
  requiresSecondFactor!: boolean

  @Field(() => Int, { description: 'Counts the saves; send it back with a change.', simple: true })
  version!: number
}

@ObjectType({ description: 'A right that roles can give.' })
export class Permission {
  @Field(() => String, { description: 'Its name, `appointment:book`.', simple: true })
  name!: string

  @Field(() => String, { description: 'What it is about, `appointment`.', simple: true })
  resource!: string

  @Field(() => String, { description: 'What it allows, in words.', simple: true })
  description!: string
}
