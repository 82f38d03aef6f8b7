import { BasedOnVersion, Text, Version } from '@vetgraph/kit/fields'
import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The hospital that this system serves, with all its locations.' })
export class Hospital {
  @Field(() => String, { description: 'The hospital’s name.' })
  name!: string

  @Field(() => String, {
    description: 'The language and region by which dates and amounts are written, BCP 47: `en-GB`.',
  })
  locale!: string

  @Field(() => Date, { description: 'When the hospital was set up in this system.' })
  setUpAt!: Date

  @Version()
  version!: number
}

@InputType({ description: 'A change to the hospital’s own details; omitted fields stay unchanged.' })
export class UpdateHospitalInput {
  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The hospital’s name.' })
  name?: string | null

  @Text({
    nullable: true,
    max: 40,
    description: 'The language and region by which dates and amounts are written, BCP 47: `de-CH`.',
  })
  locale?: string | null
}
