import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { getOwner } from '../owners/owner.service.ts'
import { Owner } from '../owners/owner.types.ts'
import { Pet } from '../pets/pet.types.ts'
import { User } from '../refs/stubs.ts'
import { addCoOwner, listCoOwners, removeCoOwner } from './co-owner.service.ts'
import { CoOwner, CoOwnerInput } from './co-owner.types.ts'

@Resolver(() => CoOwner)
export class CoOwnerResolver {
  @Mutation(() => Pet, {
    description:
      'Lets a further client see a pet in the portal: what its owner sees of it, and its appointments, but not its owner’s contact details or invoices. Doing it twice is no error. BAD_USER_INPUT at `ownerId` for its owner, for an archived client, and for more than 10.',
  })
  addCoOwner(
    @Arg('input', () => CoOwnerInput, { description: 'The pet and the client.' }) input: CoOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return addCoOwner(ctx, input)
  }

  @Mutation(() => Pet, {
    description: 'Ends a co-owner’s access to a pet at once. Doing it twice is no error.',
  })
  removeCoOwner(
    @Arg('input', () => CoOwnerInput, { description: 'The pet and the client.' }) input: CoOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return removeCoOwner(ctx, input)
  }

  @FieldResolver(() => Owner, { description: 'The client.' })
  owner(@Root() { ownerId }: CoOwner, @Ctx() ctx: Context): Promise<Owner> {
    return getOwner(ctx, ownerId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who added them; null while its part of the system does not answer.',
  })
  by(@Root() { addedBy }: CoOwner): User {
    return { id: addedBy }
  }
}

@Resolver(() => Pet)
export class PetCoOwnersResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [CoOwner], {
    description:
      'The clients who own it together with its owner, at most 10, in the order in which they were added; empty for viewers who may not see all patients and clients.',
  })
  coOwners(@Root() pet: Pet, @Ctx() ctx: Context): Promise<CoOwner[]> {
    return listCoOwners(ctx, pet.id)
  }
}
