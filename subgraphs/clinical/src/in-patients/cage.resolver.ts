import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { listCages, saveCage } from './cage.service.ts'
import { SaveCageInput } from './in-patient.inputs.ts'
import { Cage } from './in-patient.types.ts'

@Resolver(() => Cage)
export class CageResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [Cage], {
    description: 'The cages of a location by ward and name, at most 300. Needs `in-patient:read`.',
  })
  cages(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('withRetired', () => Boolean, { defaultValue: false, description: 'Whether retired ones too.' })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Cage[]> {
    return listCages(ctx, locationId, withRetired)
  }

  @Mutation(() => Cage, {
    description: `Adds a cage, changes or retires one. CONFLICT for a name twice in a ward, a cage with a patient and a stale version. Needs \`cage:write\`. With an Idempotency-Key a repetition answers the first one’s.`,
  })
  saveCage(
    @Arg('input', () => SaveCageInput, { description: 'The cage.' }) input: SaveCageInput,
    @Ctx() ctx: Context,
  ): Promise<Cage> {
    return saveCage(ctx, input)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it stands; null while its part of the system does not answer.',
  })
  location(@Root() { locationId }: Cage): Location {
    return { id: locationId }
  }
}
