import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The hospital group that this system serves.' })
export class Hospital {
  @Field(() => String, { description: 'Its name.', simple: true })
  name!: string

  @Field(() => Date, { description: 'When it began to use this system.', simple: true })
  setUpAt!: Date

  @Field(() => Int, { description: 'Counts the saves; send it back with a change.', simple: true })
  version!: number
}

@InputType({ description: 'A change to the hospital’s own details; what is left out stays as it is.' })
export class UpdateHospitalInput {
  @Field(() => Int, { description: 'The version the change is based on; a stale one is a CONFLICT.' })
  version!: number

  @Field(() => String, { nullable: true, description: 'Its name, up to 200 characters.' })
  name?: string | null
}
