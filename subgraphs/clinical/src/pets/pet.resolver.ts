import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { Owner } from '../owners/owner.types.ts'
import { findBreed, getSpecies } from '../species/species.service.ts'
import { Breed, Species } from '../species/species.types.ts'
import { listMicrochips } from './microchip.service.ts'
import { hearPets, type PetSignal } from './changes.service.ts'
import {
  ArchivePetInput,
  CreatePetInput,
  PetChangeFilter,
  PetFilter,
  PetStatusInput,
  RecordDeathInput,
  UpdatePetInput,
} from './pet.inputs.ts'
import {
  findPet,
  getPet,
  listPets,
  ownerOf,
  petAge,
  petAlertTexts,
  petNotes,
  type PetShown,
} from './pet.service.ts'
import { Microchip, Pet, PetChange, PetConnection, Weight } from './pet.types.ts'
import { findWeight } from './weight.service.ts'
import {
  archivePet,
  confirmDeath,
  reactivatePet,
  recordDeath,
  reportDeath,
  undoDeath,
} from './status.service.ts'
import { createPet, updatePet } from './write.service.ts'

@Resolver(() => Pet)
export class PetResolver {
  @Query(() => Pet, {
    nullable: true,
    description: 'A pet by id; null when there is none or it is another household’s.',
  })
  pet(
    @Arg('id', () => ID, { description: 'The pet’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Pet | null> {
    return findPet(ctx, id)
  }

  @Query(() => PetConnection, {
    description:
      'The pets by name, or by how well they match a search; a pet owner sees the own household’s only.',
  })
  async pets(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => PetFilter, { nullable: true, description: 'Which pets; active ones if left out.' })
    filter: PetFilter | null,
    @Ctx() ctx: Context,
  ): Promise<PetConnection> {
    return new PetConnection(await listPets(ctx, args, filter))
  }

  @Mutation(() => Pet, {
    description: 'Adds a patient. With an Idempotency-Key a repetition answers the first one’s pet.',
  })
  createPet(
    @Arg('input', () => CreatePetInput, { description: 'Which animal it is.' }) input: CreatePetInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return createPet(ctx, input)
  }

  @Mutation(() => Pet, { description: 'Changes what is known of a patient.' })
  updatePet(
    @Arg('input', () => UpdatePetInput, { description: 'What changes.' }) input: UpdatePetInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return updatePet(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Makes an active patient inactive, so that it is no longer booked; doing it twice is no error.',
  })
  archivePet(
    @Arg('input', () => ArchivePetInput, { description: 'Which pet, and why.' }) input: ArchivePetInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return archivePet(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Makes an inactive or transferred pet active again; doing it twice is no error. CONFLICT while its owner is archived, and for a deceased pet.',
  })
  reactivatePet(
    @Arg('input', () => PetStatusInput, { description: 'The pet.' }) input: PetStatusInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return reactivatePet(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Records that a pet has died: its future appointments are cancelled, and its age stops. Doing it twice is no error. BAD_USER_INPUT at `diedOn` for a day in the future or before the birth.',
  })
  recordDeath(
    @Arg('input', () => RecordDeathInput, { description: 'The pet and the day of death.' })
    input: RecordDeathInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return recordDeath(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'A pet owner tells the hospital that one of the own pets has died: everything that `recordDeath` does happens at once, and the hospital confirms it (`confirmDeath`) or takes it back (`undoDeath`). Doing it twice is no error. NOT_FOUND for another household’s pet.',
  })
  reportDeath(
    @Arg('input', () => RecordDeathInput, { description: 'The pet and the day of death.' })
    input: RecordDeathInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return reportDeath(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Confirms a death that the owner has reported; doing it twice is no error. CONFLICT for a pet that is not deceased.',
  })
  confirmDeath(
    @Arg('input', () => PetStatusInput, { description: 'The pet.' }) input: PetStatusInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return confirmDeath(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Takes back a death that was recorded or reported in error: the pet is active again, and the future appointments that were cancelled by it stand again where their time is still free. CONFLICT while its owner is archived.',
  })
  undoDeath(
    @Arg('input', () => PetStatusInput, { description: 'The pet.' }) input: PetStatusInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return undoDeath(ctx, input)
  }

  @Shared()
  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'Whose pet it is; null for staff who may see patients but not clients.',
  })
  owner(@Root() pet: PetShown, @Ctx() ctx: Context): Owner | null | Promise<Owner> {
    return ownerOf(ctx, pet)
  }

  @Shared()
  @FieldResolver(() => Species, { description: 'What kind of animal it is.' })
  species(@Root() pet: PetShown, @Ctx() ctx: Context): Species | Promise<Species> {
    return pet.species ?? getSpecies(ctx, pet.speciesId)
  }

  @Shared()
  @FieldResolver(() => Breed, { nullable: true, description: 'Its breed; null when not known.' })
  breed(@Root() pet: PetShown, @Ctx() ctx: Context): Breed | Promise<Breed | null> {
    return pet.breed ?? findBreed(ctx, pet.breedId)
  }

  @Shared()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How old it is today, by the hospital’s latest time zone, or was when it died: `5 d`, `6 w`, `7 m`, `4 y 2 m`; null without a birth date.',
  })
  ageText(@Root() pet: Pet, @Ctx() ctx: Context): Promise<string | null> {
    return petAge(ctx, pet)
  }

  @Shared()
  @FieldResolver(() => [String], {
    description:
      'What everybody who handles it must know first, in words, severe alerts first; its owner reads the allergies.',
  })
  alerts(@Root() pet: Pet, @Ctx() ctx: Context): string[] {
    return petAlertTexts(ctx, pet)
  }

  @Shared()
  @FieldResolver(() => [Microchip], { description: 'Its microchips; most have one, some two.' })
  microchips(@Root() pet: Pet, @Ctx() ctx: Context): Promise<Microchip[]> {
    return listMicrochips(ctx, pet.id)
  }

  @FieldResolver(() => Weight, {
    nullable: true,
    description: 'The weight measured last, whenever it was entered; null when it was never weighed.',
  })
  weight(@Root() pet: PetShown, @Ctx() ctx: Context): Promise<Weight | null> {
    return findWeight(ctx, pet)
  }

  @Shared()
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What staff should know about this pet; always null for the owner.',
  })
  notes(@Root() pet: Pet, @Ctx() ctx: Context): string | null {
    return petNotes(ctx, pet)
  }
}

@Resolver(() => PetChange)
export class PetChangesResolver {
  @Shared()
  @Subscription(() => PetChange, {
    description:
      'Every change of the patients that the viewer may see, as it happens: particulars, status, alerts, measurements, prescriptions.',
    subscribe: hears(hearPets),
  })
  petChanged(
    @Root() change: PetSignal,
    @Arg('filter', () => PetChangeFilter, {
      nullable: true,
      description: 'Filters; every visible pet if omitted.',
    })
    _filter: PetChangeFilter | null,
  ): PetChange {
    return change
  }

  @Shared()
  @FieldResolver(() => Pet, { description: 'The patient as it is now.' })
  pet(@Root() change: PetChange, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, change.petId)
  }
}
