import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { getSpecies } from '../species/species.service.ts'
import { Species } from '../species/species.types.ts'
import {
  listProducts,
  listProtocols,
  protocolsOf,
  saveVaccinationProtocol,
  saveVaccineProduct,
} from './vaccine.service.ts'
import {
  SaveVaccinationProtocolInput,
  SaveVaccineProductInput,
  VaccinationProtocol,
  VaccineProduct,
  VaccineProductConnection,
  VaccineProductFilter,
} from './vaccine.types.ts'

@Resolver(() => VaccinationProtocol)
export class VaccinationProtocolResolver {
  @Query(() => [VaccinationProtocol], {
    description: 'The vaccination protocols by species and name: a hospital has some dozens.',
  })
  vaccinationProtocols(
    @Arg('speciesId', () => ID, { nullable: true, description: 'Only those of this species.' })
    speciesId: string | null,
    @Arg('includeRetired', () => Boolean, {
      defaultValue: false,
      description: 'Those no longer used as well.',
    })
    includeRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<VaccinationProtocol[]> {
    return listProtocols(ctx, speciesId ?? null, includeRetired)
  }

  @Mutation(() => VaccinationProtocol, {
    description:
      'Makes a protocol, or changes one as a whole. Days that were computed by it stay until the next vaccination. CONFLICT at `name` when the species has one of that name, at `version` when somebody else has changed it.',
  })
  saveVaccinationProtocol(
    @Arg('input', () => SaveVaccinationProtocolInput, { description: 'The whole protocol.' })
    input: SaveVaccinationProtocolInput,
    @Ctx() ctx: Context,
  ): Promise<VaccinationProtocol> {
    return saveVaccinationProtocol(ctx, input)
  }

  @FieldResolver(() => Species, { description: 'The species it is for.' })
  species(@Root() protocol: VaccinationProtocol, @Ctx() ctx: Context): Promise<Species> {
    return getSpecies(ctx, protocol.speciesId)
  }
}

@Resolver(() => VaccineProduct)
export class VaccineProductResolver {
  @Query(() => VaccineProductConnection, { description: 'The vaccines by name.' })
  async vaccineProducts(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => VaccineProductFilter, {
      nullable: true,
      description: 'Which vaccines; those in use if left out.',
    })
    filter: VaccineProductFilter | null,
    @Ctx() ctx: Context,
  ): Promise<VaccineProductConnection> {
    return new VaccineProductConnection(await listProducts(ctx, args, filter))
  }

  @Mutation(() => VaccineProduct, {
    description:
      'Adds a vaccine, or changes one as a whole; vaccinations that were given keep what was written. CONFLICT at `name` when the maker has one of that name, at `version` when somebody else has changed it.',
  })
  saveVaccineProduct(
    @Arg('input', () => SaveVaccineProductInput, { description: 'The whole vaccine.' })
    input: SaveVaccineProductInput,
    @Ctx() ctx: Context,
  ): Promise<VaccineProduct> {
    return saveVaccineProduct(ctx, input)
  }

  @FieldResolver(() => [VaccinationProtocol], { description: 'The protocols whose doses it gives, by name.' })
  protocols(@Root() product: VaccineProduct, @Ctx() ctx: Context): Promise<VaccinationProtocol[]> {
    return protocolsOf(ctx, product.protocolIds)
  }
}
