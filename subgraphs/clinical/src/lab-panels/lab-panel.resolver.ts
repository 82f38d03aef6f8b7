import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Float, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Service } from '../refs/stubs.ts'
import { getSpecies } from '../species/species.service.ts'
import { Species } from '../species/species.types.ts'
import { listPanels, rangesOf, saveLabPanel, saveLabTest, shownValue, testsOf } from './lab-panel.service.ts'
import { LabPanel, LabRange, LabTest, SaveLabPanelInput, SaveLabTestInput } from './lab-panel.types.ts'

@Resolver(() => LabPanel)
export class LabPanelResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [LabPanel], { description: 'The laboratory panels by name, at most 200.' })
  labPanels(
    @Arg('includeRetired', () => Boolean, {
      defaultValue: false,
      description: 'Those no longer ordered as well.',
    })
    includeRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<LabPanel[]> {
    return listPanels(ctx, includeRetired)
  }

  @Mutation(() => LabPanel, {
    description:
      'Makes a laboratory panel, or changes one. CONFLICT at `name` when there is one of that name, at `version` when somebody else has changed it. With an Idempotency-Key a repetition answers the first one’s.',
  })
  saveLabPanel(
    @Arg('input', () => SaveLabPanelInput, { description: 'The panel.' }) input: SaveLabPanelInput,
    @Ctx() ctx: Context,
  ): Promise<LabPanel> {
    return saveLabPanel(ctx, input)
  }

  @Mutation(() => LabPanel, {
    description:
      'Adds a test to a panel, or changes one with its ranges, and answers the panel. BAD_USER_INPUT at `unit` for what is no code of UCUM and for another unit than before; CONFLICT at `code` when the panel has it, at `ranges` when two of one species overlap in age, at `version` when somebody else has changed it. With an Idempotency-Key a repetition answers the first one’s.',
  })
  saveLabTest(
    @Arg('input', () => SaveLabTestInput, { description: 'The test.' }) input: SaveLabTestInput,
    @Ctx() ctx: Context,
  ): Promise<LabPanel> {
    return saveLabTest(ctx, input)
  }

  @Directive('@listSize(assumedSize: 15)')
  @FieldResolver(() => [LabTest], {
    description: 'Its tests in the order in which they were entered, retired ones too, at most 100.',
  })
  tests(@Root() { id }: LabPanel, @Ctx() ctx: Context): Promise<LabTest[]> {
    return testsOf(ctx, id)
  }

  @FieldResolver(() => Service, {
    nullable: true,
    description:
      'The entry of the price list that charges an order; null where nothing does, and while its part of the system does not answer.',
  })
  service(@Root() { serviceId }: LabPanel): Service | null {
    return serviceId === null ? null : { id: serviceId }
  }
}

@Resolver(() => LabTest)
export class LabTestResolver {
  @Directive('@listSize(assumedSize: 4)')
  @FieldResolver(() => [LabRange], { description: 'Its ranges by species and age, at most 50.' })
  ranges(@Root() { id }: LabTest, @Ctx() ctx: Context): Promise<LabRange[]> {
    return rangesOf(ctx, id)
  }
}

@Resolver(() => LabRange)
export class LabRangeResolver {
  @FieldResolver(() => Species, { description: 'The species that it is for.' })
  species(@Root() { speciesId }: LabRange, @Ctx() ctx: Context): Promise<Species> {
    return getSpecies(ctx, speciesId)
  }

  @FieldResolver(() => Float, { nullable: true, description: 'Values below are low; null for no limit.' })
  low(@Root() { low }: LabRange): number | null {
    return shownValue(low)
  }

  @FieldResolver(() => Float, { nullable: true, description: 'Values above are high; null for no limit.' })
  high(@Root() { high }: LabRange): number | null {
    return shownValue(high)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Values below are critical; null for no limit.',
  })
  criticalLow(@Root() { criticalLow }: LabRange): number | null {
    return shownValue(criticalLow)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Values above are critical; null for no limit.',
  })
  criticalHigh(@Root() { criticalHigh }: LabRange): number | null {
    return shownValue(criticalHigh)
  }
}
