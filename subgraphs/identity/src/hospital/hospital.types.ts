import { BasedOnVersion, Version } from '@vetgraph/kit/fields'
import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The hospital group that this system serves.' })
export class Hospital {
  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => Date, { description: 'When it began to use this system.' })
  setUpAt!: Date

  @Version()
  version!: number
}

@InputType({ description: 'A change to the hospital’s own details; what is left out stays as it is.' })
export class UpdateHospitalInput {
  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'Its name, up to 200 characters.' })
  name?: string | null
}
