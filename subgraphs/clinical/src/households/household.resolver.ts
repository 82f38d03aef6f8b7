import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { ArchiveOwnerInput, Owner, ReactivateOwnerInput } from '../owners/owner.types.ts'
import { PetConnection } from '../pets/pet.types.ts'
import { archiveOwner, listPetsOf, reactivateOwner } from './household.service.ts'

/** An owner together with the pets. */
@Resolver(() => Owner)
export class HouseholdResolver {
  @FieldResolver(() => PetConnection, {
    description: 'The owner’s pets by name, those that they co-own among them.',
  })
  async pets(
    @Root() owner: Owner,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('includeInactive', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Whether to include pets that are inactive, deceased or transferred.',
    })
    includeInactive: boolean | null,
    @Ctx() ctx: Context,
  ): Promise<PetConnection> {
    return new PetConnection(await listPetsOf(ctx, owner.id, args, includeInactive ?? false))
  }

  @Mutation(() => Owner, {
    description:
      'Archives an owner who is no longer a client; archiving twice is no error. CONFLICT with `pets` while the owner has active pets.',
  })
  archiveOwner(
    @Arg('input', () => ArchiveOwnerInput, { description: 'The owner and the reason.' })
    input: ArchiveOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return archiveOwner(ctx, input)
  }

  @Mutation(() => Owner, {
    description:
      'Makes an archived owner a client again; doing it twice is no error. Pets stay as they are: `reactivatePet`.',
  })
  reactivateOwner(
    @Arg('input', () => ReactivateOwnerInput, { description: 'The owner.' }) input: ReactivateOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return reactivateOwner(ctx, input)
  }
}
