import { Id, Version } from '@vetgraph/kit/fields'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'A named set of permissions that people are given, everywhere or at one location.',
})
export class Role {
  @Id()
  id!: string

  @Field(() => String, {
    description: 'The short name by which programs know the role: `RECEPTIONIST`.',
  })
  key!: string

  @Field(() => String, { description: 'The name people know: “Receptionist”.' })
  name!: string

  @Field(() => String, { description: 'What people in this role do.' })
  description!: string

  @Field(() => Boolean, {
    description: 'Whether visits can be booked with the people in this role.',
  })
  seesPatients!: boolean

  @Field(() => Boolean, {
    description:
      'Whether it comes with the software, which keeps it up to date; only `requiresSecondFactor` can be edited.',
  })
  builtIn!: boolean

  @Field(() => Boolean, {
    description: 'Whether people in this role can do nothing before they have a second factor.',
  })
  requiresSecondFactor!: boolean

  @Version()
  version!: number
}

@ObjectType({ description: 'A right that roles can give.' })
export class Permission {
  @Field(() => String, { description: 'Its name, `appointment:book`.' })
  name!: string

  @Field(() => String, { description: 'What it is about, `appointment`.' })
  resource!: string

  @Field(() => String, { description: 'What it allows, in words.' })
  description!: string
}
