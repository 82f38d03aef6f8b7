import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { quantityOf } from '@vetgraph/kit/money'
import { Arg, Args, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { InventoryItem } from '../refs/stubs.ts'
import { getSpecies } from '../species/species.service.ts'
import { Species } from '../species/species.types.ts'
import { doseFor } from './dose.service.ts'
import {
  addDrugStop,
  findFormularyDose,
  listDrugStops,
  listFormularyDoses,
  removeDrugStop,
  saveFormularyDose,
} from './formulary.service.ts'
import {
  AddDrugStopInput,
  Dose,
  DrugStop,
  DrugStopConnection,
  FormularyDose,
  FormularyDoseConnection,
  FormularyDoseFilter,
  SaveFormularyDoseInput,
} from './formulary.types.ts'
import { getSubstance } from './substance.service.ts'
import { Substance } from './substance.types.ts'

@Resolver(() => FormularyDose)
export class FormularyDoseResolver {
  @Query(() => FormularyDoseConnection, { description: 'The doses of the formulary, by product.' })
  async formularyDoses(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => FormularyDoseFilter, {
      nullable: true,
      description: 'Which doses; those in use if left out.',
    })
    filter: FormularyDoseFilter | null,
    @Ctx() ctx: Context,
  ): Promise<FormularyDoseConnection> {
    return new FormularyDoseConnection(await listFormularyDoses(ctx, args, filter))
  }

  @Query(() => FormularyDose, {
    nullable: true,
    description: 'A dose of the formulary by id, a retired one too; null when there is none.',
  })
  formularyDose(
    @Arg('id', () => ID, { description: 'The dose’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<FormularyDose | null> {
    return findFormularyDose(ctx, id)
  }

  @Query(() => Dose, {
    description:
      'The dose of a product for a pet by its current weight, computed exactly. BAD_USER_INPUT with `reason` when it cannot be: NO_WEIGHT, STALE_WEIGHT (over 90 days old, 14 for animals under a year), OTHER_SPECIES, OUTSIDE_BAND, TOO_SMALL.',
  })
  doseFor(
    @Arg('petId', () => ID, { description: 'The patient.' }) petId: string,
    @Arg('formularyDoseId', () => ID, { description: 'The dose of the formulary.' }) formularyDoseId: string,
    @Ctx() ctx: Context,
  ): Promise<Dose> {
    return doseFor(ctx, petId, formularyDoseId)
  }

  @Mutation(() => FormularyDose, {
    description:
      'Adds a dose to the formulary, or changes one. With an Idempotency-Key a repetition answers the first one’s.',
  })
  saveFormularyDose(
    @Arg('input', () => SaveFormularyDoseInput, { description: 'The dose.' }) input: SaveFormularyDoseInput,
    @Ctx() ctx: Context,
  ): Promise<FormularyDose> {
    return saveFormularyDose(ctx, input)
  }

  @FieldResolver(() => Substance, { description: 'The active substance.' })
  substance(@Root() dose: FormularyDose, @Ctx() ctx: Context): Promise<Substance> {
    return getSubstance(ctx, dose.substanceId)
  }

  @FieldResolver(() => InventoryItem, {
    nullable: true,
    description: 'The item of the inventory; null for what the hospital does not keep.',
  })
  item(@Root() { itemId }: FormularyDose): InventoryItem | null {
    return itemId === null ? null : { id: itemId }
  }

  @FieldResolver(() => Species, { description: 'The species that it is for.' })
  species(@Root() dose: FormularyDose, @Ctx() ctx: Context): Promise<Species> {
    return getSpecies(ctx, dose.speciesId)
  }

  @FieldResolver(() => Float, { description: 'Where the band of weight begins, in kg, inclusive.' })
  minKilograms(@Root() { minWeight }: FormularyDose): number {
    return quantityOf(minWeight)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Where the band of weight ends, in kg, exclusive; null for no limit.',
  })
  maxKilograms(@Root() { maxWeight }: FormularyDose): number | null {
    return maxWeight === null ? null : quantityOf(maxWeight)
  }

  @FieldResolver(() => Float, { description: 'The single dose in mg per kg of body weight.' })
  milligramsPerKilogram(@Root() { rate }: FormularyDose): number {
    return quantityOf(rate)
  }

  @FieldResolver(() => Float, {
    description: 'The maximum single dose without a reason, in mg per kg of body weight.',
  })
  maxMilligramsPerKilogram(@Root() { maxRate }: FormularyDose): number {
    return quantityOf(maxRate)
  }

  @FieldResolver(() => Float, { description: 'The amount of the substance in one unit, in mg.' })
  milligramsPerUnit(@Root() { concentration }: FormularyDose): number {
    return quantityOf(concentration)
  }

  @FieldResolver(() => Float, { description: 'The part of a unit that can be given: 0.25 of a tablet.' })
  divisibleUnit(@Root() { divisibleUnit }: FormularyDose): number {
    return quantityOf(divisibleUnit)
  }
}

@Resolver(() => DrugStop)
export class DrugStopResolver {
  @Query(() => DrugStopConnection, {
    description: 'What must not be prescribed without a reason: to a species, or two substances together.',
  })
  async drugStops(@Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<DrugStopConnection> {
    return new DrugStopConnection(await listDrugStops(ctx, args, null))
  }

  @Mutation(() => DrugStop, {
    description:
      'Adds a stop to the formulary; the same one twice is a CONFLICT. With an Idempotency-Key a repetition answers the first one’s.',
  })
  addDrugStop(
    @Arg('input', () => AddDrugStopInput, { description: 'The stop.' }) input: AddDrugStopInput,
    @Ctx() ctx: Context,
  ): Promise<DrugStop> {
    return addDrugStop(ctx, input)
  }

  @Mutation(() => Boolean, { description: 'Takes a stop out of the formulary; false when it was not there.' })
  removeDrugStop(
    @Arg('id', () => ID, { description: 'The stop.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return removeDrugStop(ctx, id)
  }

  @FieldResolver(() => Substance, { description: 'The substance.' })
  substance(@Root() stop: DrugStop, @Ctx() ctx: Context): Promise<Substance> {
    return getSubstance(ctx, stop.substanceId)
  }

  @FieldResolver(() => Species, { nullable: true, description: 'The species that must not have it.' })
  species(@Root() stop: DrugStop, @Ctx() ctx: Context): Promise<Species> | null {
    return stop.speciesId === null ? null : getSpecies(ctx, stop.speciesId)
  }

  @FieldResolver(() => Substance, {
    nullable: true,
    description: 'The substance that must not be given with it.',
  })
  otherSubstance(@Root() stop: DrugStop, @Ctx() ctx: Context): Promise<Substance> | null {
    return stop.otherSubstanceId === null ? null : getSubstance(ctx, stop.otherSubstanceId)
  }
}
