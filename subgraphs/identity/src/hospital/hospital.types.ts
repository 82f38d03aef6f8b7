import { BasedOnVersion, Email, Phone, Text, Version } from '@vetgraph/kit/fields'
import { Field, InputType, ObjectType } from 'type-graphql'
import { PhotoInput } from '../pictures/picture.types.ts'

@ObjectType({ description: 'The hospital that this system serves, with all its locations.' })
export class Hospital {
  @Field(() => String, { description: 'The hospital’s name.' })
  name!: string

  @Field(() => String, {
    description: 'The language and region by which dates and amounts are written, BCP 47: `en-GB`.',
  })
  locale!: string

  @Field(() => String, { nullable: true, description: 'Telephone number, E.164; null if there is none.' })
  phone!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'E-mail address for the public; null if there is none.',
  })
  email!: string | null

  @Field(() => String, { nullable: true, description: 'Web site, `https://…`; null if there is none.' })
  website!: string | null

  @Field(() => Date, { description: 'When the hospital was set up in this system.' })
  setUpAt!: Date

  @Version()
  version!: number
}

@InputType({ description: 'A change to the hospital’s settings; omitted fields stay unchanged.' })
export class UpdateSettingsInput {
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

  @Phone({ nullable: true, description: 'Telephone number; null or blank for none.' })
  phone?: string | null

  @Email({ nullable: true, description: 'E-mail address for the public; null or blank for none.' })
  email?: string | null

  @Text({ nullable: true, description: 'Web site, `http://…` or `https://…`; null or blank for none.' })
  website?: string | null

  @Field(() => PhotoInput, {
    nullable: true,
    description:
      'The logo on documents and in the application, made to fit 600 × 200 pixels; null removes it. BAD_USER_INPUT for what is no image.',
  })
  logo?: PhotoInput | null
}
