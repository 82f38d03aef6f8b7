import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import {
  createEquipment,
  type EquipmentSignal,
  getEquipment,
  listEquipment,
  updateEquipment,
  watchEquipment,
} from './equipment.service.ts'
import {
  CreateEquipmentInput,
  Equipment,
  EquipmentChangeFilter,
  UpdateEquipmentInput,
} from './equipment.types.ts'

@Resolver(() => Equipment)
export class EquipmentResolver {
  @Query(() => [Equipment], { description: 'The bookable equipment of a location, by name.' })
  equipment(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to include retired equipment.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Equipment[]> {
    return listEquipment(ctx, locationId, withRetired)
  }

  @Mutation(() => Equipment, {
    description: 'Adds equipment. A repeated request with the same Idempotency-Key returns the first one.',
  })
  createEquipment(
    @Arg('input', () => CreateEquipmentInput, { description: 'Its name, kind and location.' })
    input: CreateEquipmentInput,
    @Ctx() ctx: Context,
  ): Promise<Equipment> {
    return createEquipment(ctx, input)
  }

  @Mutation(() => Equipment, { description: 'Renames, retires or reactivates equipment.' })
  updateEquipment(
    @Arg('input', () => UpdateEquipmentInput, { description: 'The fields to change.' })
    input: UpdateEquipmentInput,
    @Ctx() ctx: Context,
  ): Promise<Equipment> {
    return updateEquipment(ctx, input)
  }

  @Shared()
  @Subscription(() => Equipment, {
    description: 'A location’s equipment as it is added and changed.',
    subscribe: hears(watchEquipment),
  })
  equipmentChanged(
    @Root() change: EquipmentSignal,
    @Arg('filter', () => EquipmentChangeFilter, { description: 'Filters.' }) _filter: EquipmentChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<Equipment> {
    return getEquipment(ctx, change.equipmentId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The equipment’s location; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Equipment): Location {
    return { id: locationId }
  }
}
