import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int } from 'type-graphql'
import { VaccinationKind } from './vaccination.table.ts'
import { VaccinationRoute } from './vaccine.table.ts'

@InputType({ description: 'Which vaccinations to list.' })
export class VaccinationFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this patient.' })
  petId?: string | null

  @Field(() => VaccinationKind, {
    nullable: true,
    description: 'Only those given here, elsewhere, or declined.',
  })
  kind?: VaccinationKind | null

  @Field(() => ID, { nullable: true, description: 'Only those given with this vaccine.' })
  productId?: string | null

  @Field(() => String, { nullable: true, description: 'Only those from exactly this lot, as for a recall.' })
  lot?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True for retracted ones only, false for those that hold, null for both.',
  })
  retracted?: boolean | null
}

@InputType({
  description:
    'Which due vaccinations to list; declined ones and those of patients who no longer come are left out.',
})
export class VaccinationsDueFilter {
  @Field(() => ID, {
    nullable: true,
    description: 'Only those whose last dose was entered at this location.',
  })
  locationId?: string | null

  @Field(() => Int, {
    nullable: true,
    defaultValue: 30,
    description: 'Due within so many days from today, 0 to 730; overdue ones always count. 0 is: by today.',
  })
  within?: number | null

  @Field(() => Int, {
    nullable: true,
    defaultValue: 365,
    description: 'Overdue by at most so many days, 0 to 1,095. 0 leaves out what is overdue.',
  })
  overdueBy?: number | null

  @Field(() => ID, { nullable: true, description: 'Only doses of this protocol.' })
  protocolId?: string | null
}

@InputType({ description: 'A vaccination that was given.' })
export class RecordVaccinationInput {
  @Field(() => ID, { description: 'The patient, who must be alive.' })
  petId!: string

  @Field(() => ID, { description: 'The location at which it is given or entered.' })
  locationId!: string

  @Field(() => ID, { nullable: true, description: 'The visit at which it is given: one of this patient.' })
  appointmentId?: string | null

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether somebody else has given it: then nothing is taken from stock, and only the vaccine is needed.',
  })
  elsewhere!: boolean

  @Field(() => ID, {
    nullable: true,
    description: 'The vaccine; may be left out for one given elsewhere that is not in the list.',
  })
  productId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What was given elsewhere, when it is not in the list; up to 200 characters.',
  })
  productName?: string | null

  @Field(() => [ID], {
    nullable: true,
    description: 'The protocols of which that was a dose, with `productName`; else they are the vaccine’s.',
  })
  protocolIds?: string[] | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day on which it was given, at the location; today when left out, never a day to come.',
  })
  givenOn?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Lot (serial) number, up to 50 characters; needed when given here.',
  })
  lot?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which the lot is good; needed when given here. An expired lot is refused.',
  })
  lotExpiresOn?: string | null

  @Field(() => VaccinationRoute, {
    nullable: true,
    description: 'How it was given; as the vaccine usually is when left out.',
  })
  route?: VaccinationRoute | null

  @Field(() => String, {
    nullable: true,
    description: 'How much, up to 50 characters; the vaccine’s usual dose when left out.',
  })
  dose?: string | null

  @Field(() => String, { nullable: true, description: 'Where on the body, up to 200 characters.' })
  site?: string | null

  @Field(() => ID, { nullable: true, description: 'The vet who answers for it; oneself when left out.' })
  vetId?: string | null

  @Field(() => String, { nullable: true, description: 'Number of a rabies tag, up to 50 characters.' })
  tagNumber?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Another day for the next dose than the protocol’s, after `givenOn`; needs `nextDueReason`.',
  })
  nextDueOn?: string | null

  @Field(() => String, { nullable: true, description: 'Why another day, up to 1,000 characters.' })
  nextDueReason?: string | null
}

@InputType({ description: 'A vaccination that was offered and declined.' })
export class DeclineVaccinationInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Field(() => ID, { description: 'The location at which it was declined.' })
  locationId!: string

  @Field(() => [ID], { description: 'The protocols whose next dose was declined, of the patient’s species.' })
  protocolIds!: string[]

  @Field(() => String, { description: 'Why, up to 1,000 characters.' })
  reason!: string
}

@InputType({ description: 'What may change about a vaccination; what is left out stays as it is.' })
export class UpdateVaccinationInput {
  @Field(() => ID, { description: 'The vaccination.' })
  id!: string

  @Field(() => Int, { description: 'The version the change is based on; a stale one is a CONFLICT.' })
  version!: number

  @Field(() => String, {
    nullable: true,
    description: 'How the patient reacted, up to 10,000 characters; null for not at all.',
  })
  adverseReaction?: string | null

  @Field(() => String, { nullable: true, description: 'Where on the body, up to 200 characters.' })
  site?: string | null

  @Field(() => String, { nullable: true, description: 'Number of a rabies tag, up to 50 characters.' })
  tagNumber?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Another day for the next dose than the protocol’s; null for the protocol’s again.',
  })
  nextDueOn?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Why another day, up to 1,000 characters; needed with `nextDueOn`.',
  })
  nextDueReason?: string | null
}

@InputType({ description: 'Marks a vaccination as entered in error.' })
export class RetractVaccinationInput {
  @Field(() => ID, { description: 'The vaccination.' })
  id!: string

  @Field(() => Int, { description: 'The version the decision is based on; a stale one is a CONFLICT.' })
  version!: number

  @Field(() => String, { description: 'Why, up to 1,000 characters.' })
  reason!: string
}

@InputType({ description: 'Whose vaccinations to follow.' })
export class VaccinationChangeFilter {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string
}
