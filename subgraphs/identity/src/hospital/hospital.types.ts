import { BasedOnVersion, Version } from '@vetgraph/kit/fields'
import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The hospital that this system serves, with all its locations.' })
export class Hospital {
  @Field(() => String, { description: 'The hospital’s name.' })
  name!: string

  @Field(() => Date, { description: 'When the hospital was set up in this system.' })
  setUpAt!: Date

  @Version()
  version!: number
}

@InputType({ description: 'A change to the hospital’s own details; omitted fields stay unchanged.' })
export class UpdateHospitalInput {
  @BasedOnVersion()
  version!: number

  @Field(() => String, { nullable: true, description: 'The hospital’s name, up to 200 characters.' })
  name?: string | null
}
