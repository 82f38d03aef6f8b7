import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int } from 'type-graphql'
import { ConsentFormCategory } from './consent-form-template.table.ts'

@InputType({ description: 'A new template of consent forms, or with `id` a change of one.' })
export class SaveConsentFormTemplateInput {
  @Field(() => ID, { nullable: true, description: 'The template that is changed; a new one if left out.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: 'The version of it that was seen; needed with `id`.' })
  version?: number | null

  @Text({ description: 'What forms of it are called. CONFLICT when another active one has the name.' })
  name!: string

  @Field(() => ConsentFormCategory, { description: 'What they are for.' })
  category!: ConsentFormCategory

  @Text({
    max: 10_000,
    description:
      'The words; blank lines separate paragraphs. `{{ pet }}`, `{{ owner }}`, `{{ procedure }}` and `{{ estimate }}` are filled in when a form is prepared. BAD_USER_INPUT for another variable.',
  })
  wording!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether who signs must say if the patient is resuscitated.',
  })
  asksResuscitation!: boolean

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires it, true brings it back; left out, it stays as it is.',
  })
  active?: boolean | null
}

@InputType({ description: 'A consent form for a patient.' })
export class PrepareConsentFormInput {
  @Field(() => ID, {
    description:
      'The patient. CONFLICT for one that has died, unless the form is of the category `AFTER_DEATH`, `RECORDS` or `OTHER`.',
  })
  petId!: string

  @Field(() => ID, { description: 'The template; BAD_USER_INPUT for a retired one.' })
  templateId!: string

  @Field(() => ID, { description: 'The location that answers for what is done.' })
  locationId!: string

  @Field(() => ID, { nullable: true, description: 'The visit that it is for; one of this patient.' })
  appointmentId?: string | null

  @Text({
    nullable: true,
    description: 'What is to be done. BAD_USER_INPUT if it is left out and the words mention it.',
  })
  procedure?: string | null

  @Text({
    nullable: true,
    description:
      'What it is estimated to cost, as it is written in the words: `EUR 240 to 420`. BAD_USER_INPUT if it is left out and the words mention it.',
  })
  estimate?: string | null

  @Text({ nullable: true, max: 2_000, description: 'What else is agreed; who signs reads it.' })
  notes?: string | null
}

@InputType({ description: 'A consent form that the owner signs on the screen, with the viewer as witness.' })
export class SignConsentFormInput {
  @Field(() => ID, { description: 'The form, which waits to be signed; CONFLICT for another.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'The name of who signs.' })
  signedBy!: string

  @Field(() => String, {
    description:
      'The signature, a data URL of a PNG image of at most 1200 × 600 pixels and 60 kB; BAD_USER_INPUT for anything else.',
  })
  signature!: string

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the patient is resuscitated. BAD_USER_INPUT when it is left out and the form asks for it, and the other way round.',
  })
  resuscitate?: boolean | null
}

@InputType({ description: 'A consent form that the owner does not sign.' })
export class DeclineConsentFormInput {
  @Field(() => ID, { description: 'The form, which waits to be signed; CONFLICT for another.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'Why, in the owner’s words; it is kept.', max: 1000 })
  reason!: string
}

@InputType({ description: 'A consent form that holds no longer.' })
export class WithdrawConsentFormInput {
  @Field(() => ID, {
    description: 'The form, signed or waiting; CONFLICT for one that was declined or withdrawn.',
  })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'Why; it is kept.', max: 1000 })
  reason!: string
}
