import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Pet } from '../pets/pet.types.ts'
import { DueBasis, VaccinationKind } from './vaccination.table.ts'
import { VaccinationRoute } from './vaccine.table.ts'

registerEnumType(VaccinationKind, {
  name: 'VaccinationKind',
  description: 'What a vaccination entry says.',
  valuesConfig: {
    GIVEN: { description: 'Given at this hospital, from its stock.' },
    GIVEN_ELSEWHERE: { description: 'Given by somebody else, as the client or a vaccination card says.' },
    DECLINED: { description: 'Offered by the hospital and declined by the client.' },
  },
})

registerEnumType(DueBasis, {
  name: 'VaccinationDueBasis',
  description: 'How the due day of a vaccination was determined.',
  valuesConfig: {
    PRIMARY_COURSE: { description: 'The next dose of a primary course that has begun.' },
    FIRST_BOOSTER: { description: 'The first booster after the primary course.' },
    BOOSTER: { description: 'A booster after another one.' },
    OVERRIDDEN: { description: 'Set by a vet, who gave the reason.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A vaccination of a patient: given here, given elsewhere, or declined. What was given never changes; an entry that is wrong is retracted and stays.',
})
export class Vaccination {
  @Id()
  id!: string

  @Field(() => VaccinationKind, { description: 'Given here, given elsewhere, or declined.' })
  kind!: VaccinationKind

  @Field(() => CalendarDate, {
    description: 'The calendar day at the location on which it was given or declined.',
  })
  givenOn!: string

  @Field(() => String, {
    nullable: true,
    description: 'The vaccine’s name as it was then; null for a declined one.',
  })
  productName!: string | null

  @Field(() => String, { nullable: true, description: 'Its manufacturer; null if not known.' })
  maker!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Lot (serial) number; null if not known.',
  })
  lot!: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which the lot is good.',
  })
  lotExpiresOn!: string | null

  @Field(() => VaccinationRoute, { nullable: true, description: 'How it was given.' })
  route!: VaccinationRoute | null

  @Field(() => String, { nullable: true, description: 'How much, with its unit: `1 ml`.' })
  dose!: string | null

  @Field(() => String, { nullable: true, description: 'Where on the body: `right hind leg`.' })
  site!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Number of the rabies tag that was handed out.',
  })
  tagNumber!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was declined; null for one that was given.',
  })
  declineReason!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'How the patient reacted; null when nothing was noticed.',
  })
  adverseReaction!: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day that a vet set for the next dose, in place of the protocol’s.',
  })
  dueOverride!: string | null

  @Field(() => String, { nullable: true, description: 'Why another day was set.' })
  dueOverrideReason!: string | null

  @Field(() => Date, {
    nullable: true,
    description: 'When it was retracted as entered in error; null if it holds.',
  })
  retractedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was retracted.' })
  retractionReason!: string | null

  @Field(() => Date, {
    description: 'When it was entered, which may be later than it was given.',
  })
  createdAt!: Date

  @Version()
  version!: number

  petId!: string
  locationId!: string
  appointmentId!: string | null
  productId!: string | null
  protocolIds!: string[]
  vetId!: string | null
  enteredBy!: string
}

@ObjectType({ description: 'A page of vaccinations.' })
export class VaccinationConnection extends connectionOf(() => Vaccination, 'Vaccination', 'vaccinations') {}

@ObjectType({ description: 'The next dose of a protocol that a patient has begun.' })
export class VaccinationDue {
  @Field(() => ID, {
    description: 'Permanent id; it stays when the protocol’s next dose takes the place of this one.',
  })
  id!: string

  @Field(() => CalendarDate, {
    description: 'The calendar day on which it is due at its location.',
  })
  dueOn!: string

  @Field(() => DueBasis, { description: 'How the due day was determined.' })
  basis!: DueBasis

  @Field(() => Int, { description: 'How many doses of this protocol the patient has had.' })
  dosesGiven!: number

  @Field(() => Int, { description: 'The version of the protocol by which it was computed.' })
  protocolVersion!: number

  declinedOn!: string | null

  petId!: string
  protocolId!: string
  vaccinationId!: string
  locationId!: string
}

@ObjectType({ description: 'A page of vaccinations that are due.' })
export class VaccinationDueConnection extends connectionOf(
  () => VaccinationDue,
  'VaccinationDue',
  'due vaccinations',
) {}

@ObjectType({ description: 'Something about a patient’s vaccinations changed.' })
export class VaccinationChange {
  @Field(() => Pet, { description: 'The patient, with its vaccinations as they are now.' })
  pet!: Pet

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}
