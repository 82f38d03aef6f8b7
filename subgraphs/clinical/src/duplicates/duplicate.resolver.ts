import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { getOwner } from '../owners/owner.service.ts'
import { Owner } from '../owners/owner.types.ts'
import { findPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { possibleDuplicates } from './duplicate.service.ts'
import { PossibleDuplicate, PossibleDuplicatesInput } from './duplicate.types.ts'

@Resolver(() => PossibleDuplicate)
export class DuplicateResolver {
  @Directive('@cost(weight: 10)')
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [PossibleDuplicate], {
    description:
      'Owners and pets that may be the one being entered, the most alike first, at most 5; archived ones and inactive patients among them. Needs `owner:read`.',
  })
  possibleDuplicates(
    @Arg('input', () => PossibleDuplicatesInput, { description: 'What has been typed so far.' })
    input: PossibleDuplicatesInput,
    @Ctx() ctx: Context,
  ): Promise<PossibleDuplicate[]> {
    return possibleDuplicates(ctx, input)
  }

  @FieldResolver(() => Owner, { description: 'The owner that is alike, or whose pet is.' })
  owner(@Root() { ownerId }: PossibleDuplicate, @Ctx() ctx: Context): Promise<Owner> {
    return getOwner(ctx, ownerId)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The pet that is alike; null where the owner is, and for staff who may not see patients.',
  })
  pet(@Root() { petId }: PossibleDuplicate, @Ctx() ctx: Context): Promise<Pet | null> | null {
    return petId !== null && can(ctx.viewer, 'pet:read') ? findPet(ctx, petId) : null
  }
}
