import { connectionOf } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { NeuterStatus, Sex } from '../pets/pet.table.ts'
import { editable, type PetEdits, PetEditStatus } from './pet-edit.table.ts'
import { PetEditPolicy } from './portal-settings.table.ts'

registerEnumType(PetEditPolicy, {
  name: 'PetEditPolicy',
  description: 'What becomes of it when owners change their pets’ particulars in the portal.',
  valuesConfig: {
    DIRECT: { description: 'It counts at once.' },
    REQUEST: { description: 'It waits until staff accept or refuse it.' },
    OFF: { description: 'Owners change nothing.' },
  },
})

registerEnumType(PetEditStatus, {
  name: 'PetEditStatus',
  description: 'What became of a change that an owner has asked for.',
  valuesConfig: {
    WAITING: { description: 'Nobody has decided yet.' },
    ACCEPTED: { description: 'The pet was changed by it.' },
    REFUSED: { description: 'The pet stays as it is.' },
  },
})

export enum PetEditField {
  NAME = 'NAME',
  BREED = 'BREED',
  SEX = 'SEX',
  NEUTER_STATUS = 'NEUTER_STATUS',
  DATE_OF_BIRTH = 'DATE_OF_BIRTH',
  BIRTH_DATE_ESTIMATED = 'BIRTH_DATE_ESTIMATED',
  COLOR = 'COLOR',
}

registerEnumType(PetEditField, {
  name: 'PetEditField',
  description: 'What owners may change of a pet.',
  valuesConfig: {
    NAME: { description: 'The name.' },
    BREED: { description: 'The breed.' },
    SEX: { description: 'The sex.' },
    NEUTER_STATUS: { description: 'Whether it is neutered.' },
    DATE_OF_BIRTH: { description: 'The day of birth.' },
    BIRTH_DATE_ESTIMATED: { description: 'Whether the birth date is a guess.' },
    COLOR: { description: 'Colour and markings.' },
  },
})

@ObjectType({ description: 'What the hospital has decided about the owners’ portal.' })
export class PortalSettings {
  @Field(() => PetEditPolicy, { description: 'What becomes of it when owners edit their pets.' })
  petEdits!: PetEditPolicy

  @Version()
  version!: number
}

@InputType({ description: 'Changes what owners may do in the portal.' })
export class UpdatePortalSettingsInput {
  @Field(() => PetEditPolicy, { description: 'What becomes of it when owners edit their pets.' })
  petEdits!: PetEditPolicy

  @BasedOnVersion()
  version!: number
}

@ObjectType({ description: 'Changes of a pet that its owner has asked for.' })
export class PetEditRequest {
  @Id()
  id!: string

  @Field(() => PetEditStatus, { description: 'What became of it.' })
  status!: PetEditStatus

  @Field(() => Date, { description: 'When the owner asked for it, the latest time.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was decided; null while it waits.' })
  decidedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was refused; null for all others.' })
  reason!: string | null

  @Version()
  version!: number

  petId!: string
  edits!: PetEdits
}

@ObjectType({ description: 'What a pet is to be; only what is among `fields` is meant.' })
export class PetEditsWanted {
  @Field(() => [PetEditField], { description: 'What is to change.' })
  fields!: PetEditField[]

  @Field(() => String, { nullable: true, description: 'The name; null if it stays.' })
  name!: string | null

  @Field(() => Sex, { nullable: true, description: 'The sex; null if it stays.' })
  sex!: Sex | null

  @Field(() => NeuterStatus, { nullable: true, description: 'Whether it is neutered; null if that stays.' })
  neuterStatus!: NeuterStatus | null

  @Field(() => CalendarDate, { nullable: true, description: 'The day of birth; null if not known.' })
  dateOfBirth!: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the birth date is a guess; null if that stays.',
  })
  birthDateEstimated!: boolean | null

  @Field(() => String, { nullable: true, description: 'Colour and markings; null for none.' })
  color!: string | null

  breedId!: string | null
}

const fields: Readonly<Record<keyof PetEdits, PetEditField>> = {
  name: PetEditField.NAME,
  breedId: PetEditField.BREED,
  sex: PetEditField.SEX,
  neuterStatus: PetEditField.NEUTER_STATUS,
  dateOfBirth: PetEditField.DATE_OF_BIRTH,
  birthDateEstimated: PetEditField.BIRTH_DATE_ESTIMATED,
  color: PetEditField.COLOR,
}

/** What is kept of a request, as the graph shows it. */
export const wantedOf = (edits: PetEdits): PetEditsWanted => ({
  fields: editable.filter((field) => edits[field] !== undefined).map((field) => fields[field]),
  name: edits.name ?? null,
  breedId: edits.breedId ?? null,
  sex: edits.sex ?? null,
  neuterStatus: edits.neuterStatus ?? null,
  dateOfBirth: edits.dateOfBirth ?? null,
  birthDateEstimated: edits.birthDateEstimated ?? null,
  color: edits.color ?? null,
})

@ObjectType({ description: 'A page of changes that owners have asked for.' })
export class PetEditRequestConnection extends connectionOf(
  () => PetEditRequest,
  'PetEditRequest',
  'changes that owners have asked for',
) {}

@InputType({ description: 'What an owner changes of a pet; what is left out stays as it is.' })
export class EditMyPetInput {
  @Field(() => ID, { description: 'The pet.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The name.' })
  name?: string | null

  @Field(() => ID, { nullable: true, description: 'The breed, one of the species’; null when not known.' })
  breedId?: string | null

  @Field(() => Sex, { nullable: true, description: 'The sex.' })
  sex?: Sex | null

  @Field(() => NeuterStatus, { nullable: true, description: 'Whether it is neutered.' })
  neuterStatus?: NeuterStatus | null

  @Field(() => CalendarDate, { nullable: true, description: 'The day of birth; null when not known.' })
  dateOfBirth?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Whether the birth date is a guess.' })
  birthDateEstimated?: boolean | null

  @Text({ nullable: true, description: 'Colour and markings.' })
  color?: string | null
}

@InputType({ description: 'A change that an owner has asked for, which staff decide.' })
export class DecidePetEditInput {
  @Field(() => ID, { description: 'The request.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'A change that an owner has asked for, which staff refuse.' })
export class RefusePetEditInput extends DecidePetEditInput {
  @Text({ max: maxReason, description: 'The reason, which the owner reads.' })
  reason!: string
}
