import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, Float, ID, InputType } from 'type-graphql'

@InputType({ description: 'A line of a treatment plan.' })
export class TreatmentPlanLineInput {
  @Text({ description: 'What is to be done, as the owner reads it.' })
  description!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'The entry of the price list by which it is estimated when it is accepted; left out for what costs nothing or is estimated by hand. BAD_USER_INPUT for a retired one.',
  })
  serviceId?: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The least that will be needed: 0 to `highQuantity`; as `highQuantity` if omitted.',
  })
  lowQuantity?: number | null

  @Field(() => Float, {
    defaultValue: 1,
    description: 'The most that may be needed: more than 0, at most 100,000, to three decimals.',
  })
  highQuantity!: number

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the vet recommends it; else it is optional.',
  })
  recommended!: boolean
}

@InputType({ description: 'What a treatment plan says.' })
abstract class TreatmentPlanTextInput {
  @Text({ description: 'What it is called.' })
  title!: string

  @Text({ nullable: true, description: 'What it treats.' })
  diagnosis?: string | null

  @Field(() => [TreatmentPlanLineInput], {
    description: 'The lines in the order in which the owner reads them; at most 50.',
  })
  lines!: TreatmentPlanLineInput[]
}

@InputType({ description: 'A new treatment plan.' })
export class CreateTreatmentPlanInput extends TreatmentPlanTextInput {
  @Field(() => ID, { description: 'The patient; CONFLICT for one that has died.' })
  petId!: string

  @Field(() => ID, { description: 'The location where it is done, whose prices apply.' })
  locationId!: string
}

@InputType({ description: 'A treatment plan as it shall be from now on; a draft only.' })
export class UpdateTreatmentPlanInput extends TreatmentPlanTextInput {
  @Field(() => ID, { description: 'The plan; CONFLICT for one that was offered already.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'A treatment plan that is offered to the owner.' })
export class OfferTreatmentPlanInput {
  @Field(() => ID, { description: 'The plan, a draft with lines; CONFLICT for another.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'A treatment plan that is offered no longer.' })
export class WithdrawTreatmentPlanInput {
  @Field(() => ID, { description: 'The plan; CONFLICT for one that was decided or withdrawn.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'Why; it is kept.', max: 1000 })
  reason!: string
}

@InputType({ description: 'The owner’s decision about one line.' })
export class TreatmentPlanDecisionInput {
  @Field(() => ID, { description: 'The line, one of the plan.' })
  lineId!: string

  @Field(() => Boolean, { description: 'Whether it is accepted; else it is declined.' })
  accepted!: boolean

  @Text({
    nullable: true,
    max: 500,
    description:
      'Why it is declined, in the owner’s words. BAD_USER_INPUT if it is left out for a declined line, or given for an accepted one.',
  })
  reason?: string | null
}

@InputType({
  description: 'The owner’s decision about a plan, signed on the screen with the viewer as witness.',
})
export class DecideTreatmentPlanInput {
  @Field(() => ID, { description: 'The plan, which is offered; CONFLICT for another.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [TreatmentPlanDecisionInput], {
    description: 'A decision about each line, once; BAD_USER_INPUT if one is missing.',
  })
  decisions!: TreatmentPlanDecisionInput[]

  @Text({ description: 'The name of who decides.' })
  signedBy!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The day from which on the owner is asked again about what is declined, after today at the location and at most two years ahead; nobody asks if it is left out. BAD_USER_INPUT if nothing is declined.',
  })
  followUpOn?: string | null

  @Field(() => String, {
    description:
      'The signature, a data URL of a PNG image of at most 1200 × 600 pixels and 60 kB; BAD_USER_INPUT for anything else.',
  })
  signature!: string
}

@InputType({ description: 'That an owner was asked again about what was declined.' })
export class FollowUpTreatmentPlanInput {
  @Field(() => ID, { description: 'The plan; CONFLICT for one that is not to be followed up any more.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'What came of it; it is kept.', max: 1000 })
  note!: string
}

@InputType({ description: 'Which plans to follow up.' })
export class TreatmentPlanFollowUpFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this vet.' })
  vetId?: string | null

  @Field(() => CalendarDate, { nullable: true, description: 'Only those of this day and before it.' })
  until?: string | null
}
