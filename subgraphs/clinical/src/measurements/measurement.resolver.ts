import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, Float, Mutation, Resolver, Root } from 'type-graphql'
import { Pet } from '../pets/pet.types.ts'
import {
  listVitals,
  listWeights,
  recordVitals,
  recordWeight,
  retractMeasurement,
} from './measurement.service.ts'
import {
  RecordVitalsInput,
  RecordWeightInput,
  RetractMeasurementInput,
  Vitals,
  VitalsConnection,
  WeightConnection,
} from './measurement.types.ts'

@Resolver(() => Vitals)
export class VitalsResolver {
  @FieldResolver(() => Float, { nullable: true, description: 'Body temperature in °C, to a tenth.' })
  temperature(@Root() { temperature }: Vitals): number | null {
    return temperature === null ? null : temperature / 10
  }
}

@Resolver(() => Pet)
export class MeasurementResolver {
  @Mutation(() => Pet, {
    description:
      'Keeps a weight and answers the patient. BAD_USER_INPUT when no animal of the species and age weighs that much; CONFLICT with `needsConfirmation` when it has changed by more than a quarter within half a year. With an Idempotency-Key a repetition answers the same.',
  })
  recordWeight(
    @Arg('input', () => RecordWeightInput, { description: 'The weight.' }) input: RecordWeightInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return recordWeight(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Keeps vital signs and answers the patient. With an Idempotency-Key a repetition answers the same.',
  })
  recordVitals(
    @Arg('input', () => RecordVitalsInput, { description: 'The vital signs.' }) input: RecordVitalsInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return recordVitals(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Takes back a weight or vital signs that were entered in error, and answers the patient; doing it twice is no error.',
  })
  retractMeasurement(
    @Arg('input', () => RetractMeasurementInput, { description: 'Which measurement, and why.' })
    input: RetractMeasurementInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return retractMeasurement(ctx, input)
  }

  @FieldResolver(() => WeightConnection, {
    description: 'What it weighed, the latest measured first, without what was taken back.',
  })
  async weights(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<WeightConnection> {
    return new WeightConnection(await listWeights(ctx, pet.id, args))
  }

  @FieldResolver(() => VitalsConnection, {
    description:
      'Its vital signs, the latest measured first, without what was taken back; none for those who may not read medical records.',
  })
  async vitals(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<VitalsConnection> {
    return new VitalsConnection(await listVitals(ctx, pet.id, args))
  }
}
