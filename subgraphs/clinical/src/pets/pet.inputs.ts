import { CalendarDate } from '@vetgraph/kit/scalars'
import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { maxNote, maxReason } from '@vetgraph/kit/text'
import { Directive, Field, ID, InputType, Int } from 'type-graphql'
import { NeuterStatus, PetStatus, Sex } from './pet.table.ts'

@InputType({ description: 'Which pets to list.' })
export class PetFilter {
  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description:
      'The pet’s name, its owner’s name or telephone, or a microchip, or parts of these; small typing mistakes are forgiven and the best match comes first. One letter is the beginning of the pet’s name.',
  })
  search?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this owner’s pets.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this species, `dog`.' })
  speciesId?: string | null

  @Field(() => PetStatus, {
    nullable: true,
    defaultValue: PetStatus.ACTIVE,
    description: 'Only pets of this status; null for all of them.',
  })
  status?: PetStatus | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only pets whose death their owner has reported and the hospital has not confirmed.',
  })
  deathReported?: boolean | null
}

@InputType({ description: 'What is known of a pet.' })
class PetDetailsInput {
  @Field(() => ID, { nullable: true, description: 'The breed, one of the species’; null when not known.' })
  breedId?: string | null

  @Field(() => Sex, { nullable: true, description: 'The sex.' })
  sex?: Sex | null

  @Field(() => NeuterStatus, { nullable: true, description: 'Whether it is neutered.' })
  neuterStatus?: NeuterStatus | null

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The day of birth, not in the future at any of the hospital’s locations; null when not known.',
  })
  dateOfBirth?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Whether the birth date is a guess.' })
  birthDateEstimated?: boolean | null

  @Text({ nullable: true, description: 'Colour and markings.' })
  color?: string | null

  @Field(() => [String], {
    nullable: true,
    description:
      'All its microchips: 15 digits each, beginning with a country or maker code, or 9 or 10 characters for an old one. A number that another living pet has is a CONFLICT with `existingPetId`.',
  })
  microchips?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True to enter a microchip although another living pet has it.',
  })
  allowDuplicateMicrochip?: boolean | null

  @Text({ nullable: true, max: maxNote, description: 'For staff only; null for none.' })
  notes?: string | null
}

@InputType({ description: 'A new patient.' })
export class CreatePetInput extends PetDetailsInput {
  @Field(() => ID, { description: 'Whose pet it is; not an archived owner.' })
  ownerId!: string

  @Text({ description: 'The name.' })
  name!: string

  @Field(() => ID, { description: 'The species, `dog`.' })
  speciesId!: string
}

@InputType({ description: 'A change to a pet; what is left out stays as it is.' })
export class UpdatePetInput extends PetDetailsInput {
  @Field(() => ID, { description: 'The pet.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The name.' })
  name?: string | null

  @Field(() => ID, { nullable: true, description: 'The species; another one leaves the breed behind.' })
  speciesId?: string | null
}

@InputType({ description: 'A pet whose status changes.' })
export class PetStatusInput {
  @Field(() => ID, { description: 'The pet’s id.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version the decision is based on; the present one if omitted.',
  })
  version?: number | null
}

@InputType({ description: 'Archives a pet that no longer comes.' })
export class ArchivePetInput extends PetStatusInput {
  @Text({ max: maxReason, description: 'The reason.' })
  reason!: string
}

@InputType({ description: 'The death of a patient.' })
export class RecordDeathInput extends PetStatusInput {
  @Field(() => CalendarDate, { description: 'The day of death, not in the future nor before the birth.' })
  diedOn!: string

  @Text({ nullable: true, max: maxReason, description: 'The cause or circumstances; null if not known.' })
  reason?: string | null
}

@InputType({ description: 'Which changes of patients to hear of.' })
export class PetChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this pet’s.' })
  petId?: string | null
}
