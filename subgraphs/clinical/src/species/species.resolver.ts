import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { createBreed, updateBreed } from './breed-change.service.ts'
import { createSpecies, updateSpecies } from './species-change.service.ts'
import { listBreeds, listSpecies } from './species.service.ts'
import {
  Breed,
  CreateBreedInput,
  CreateSpeciesInput,
  Species,
  UpdateBreedInput,
  UpdateSpeciesInput,
} from './species.types.ts'

const withRetiredArg = { defaultValue: false, description: 'True for those as well that are retired.' }

@Resolver(() => Species)
export class SpeciesResolver {
  @Query(() => [Species], { description: 'The species in use, by name; at most 500.' })
  species(
    @Arg('withRetired', () => Boolean, withRetiredArg) withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Species[]> {
    return listSpecies(ctx, withRetired)
  }

  @Mutation(() => Species, {
    description:
      'Adds a species to the hospital’s list. A repeated request with the same Idempotency-Key returns the first species.',
  })
  createSpecies(
    @Arg('input', () => CreateSpeciesInput, { description: 'The new species.' }) input: CreateSpeciesInput,
    @Ctx() ctx: Context,
  ): Promise<Species> {
    return createSpecies(ctx, input)
  }

  @Mutation(() => Species, { description: 'Renames a species, retires it or brings it back.' })
  updateSpecies(
    @Arg('input', () => UpdateSpeciesInput, { description: 'The fields to change.' })
    input: UpdateSpeciesInput,
    @Ctx() ctx: Context,
  ): Promise<Species> {
    return updateSpecies(ctx, input)
  }

  @FieldResolver(() => [Breed], { description: 'The breeds in use, by name; at most 1,000.' })
  breeds(
    @Root() species: Species,
    @Arg('withRetired', () => Boolean, withRetiredArg) withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Breed[]> {
    return listBreeds(ctx, species.id, withRetired)
  }

  @FieldResolver(() => Boolean, { description: 'Whether it cannot be chosen any more.' })
  retired(@Root() { retiredAt }: Species): boolean {
    return retiredAt !== null
  }
}

@Resolver(() => Breed)
export class BreedResolver {
  @Mutation(() => Breed, {
    description:
      'Adds a breed to a species. A repeated request with the same Idempotency-Key returns the first breed.',
  })
  createBreed(
    @Arg('input', () => CreateBreedInput, { description: 'The new breed.' }) input: CreateBreedInput,
    @Ctx() ctx: Context,
  ): Promise<Breed> {
    return createBreed(ctx, input)
  }

  @Mutation(() => Breed, { description: 'Renames a breed, retires it or brings it back.' })
  updateBreed(
    @Arg('input', () => UpdateBreedInput, { description: 'The fields to change.' }) input: UpdateBreedInput,
    @Ctx() ctx: Context,
  ): Promise<Breed> {
    return updateBreed(ctx, input)
  }

  @FieldResolver(() => Boolean, { description: 'Whether it cannot be chosen any more.' })
  retired(@Root() { retiredAt }: Breed): boolean {
    return retiredAt !== null
  }
}
