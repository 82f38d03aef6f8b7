import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { browseOwners, openOwner } from './owner-opening.service.ts'
import { addressesOf, phonesOf } from './contact.ts'
import {
  createOwner,
  getOwnerChange,
  ownerName,
  ownerNotes,
  type OwnerSignal,
  updateMyContactDetails,
  updateOwner,
  watchOwner,
} from './owner.service.ts'
import {
  CreateOwnerInput,
  Owner,
  OwnerAddress,
  OwnerChange,
  OwnerChangeFilter,
  OwnerConnection,
  OwnerFilter,
  OwnerPhone,
  UpdateMyContactDetailsInput,
  UpdateOwnerInput,
} from './owner.types.ts'

@Resolver(() => Owner)
export class OwnerResolver {
  @Query(() => Owner, {
    nullable: true,
    description:
      'An owner by id; null if there is none that the viewer may see. A staff member reading the contact details is audited.',
  })
  owner(
    @Arg('id', () => ID, { description: 'The owner’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Owner | null> {
    return openOwner(ctx, id)
  }

  @Query(() => OwnerConnection, {
    description:
      'The owners by family and given name, or by how well they match a search; pet owners see only themselves. A staff member reading the contact details of a page is audited, except for the first page of a search.',
  })
  async owners(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OwnerFilter, {
      nullable: true,
      description: 'Filters; current owners if omitted.',
    })
    filter: OwnerFilter | null,
    @Ctx() ctx: Context,
  ): Promise<OwnerConnection> {
    return new OwnerConnection(await browseOwners(ctx, args, filter))
  }

  @Mutation(() => Owner, {
    description: 'Adds an owner. A repeated request with the same Idempotency-Key returns the first owner.',
  })
  createOwner(
    @Arg('input', () => CreateOwnerInput, { description: 'The new owner’s details.' })
    input: CreateOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return createOwner(ctx, input)
  }

  @Mutation(() => Owner, { description: 'Changes an owner’s details.' })
  updateOwner(
    @Arg('input', () => UpdateOwnerInput, { description: 'The fields to change.' }) input: UpdateOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return updateOwner(ctx, input)
  }

  @Mutation(() => Owner, {
    description:
      'Changes the viewer’s own telephone number and postal address. NOT_FOUND for an account without a household; CONFLICT at `version`, with the current values, if somebody else has changed them.',
  })
  updateMyContactDetails(
    @Arg('input', () => UpdateMyContactDetailsInput, { description: 'The fields to change.' })
    input: UpdateMyContactDetailsInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return updateMyContactDetails(ctx, input)
  }

  @Shared()
  @Subscription(() => OwnerChange, {
    description:
      'Every change of an owner’s details, as it happens. Pet owners receive their own only; nothing is sent for an owner whom the viewer may not see.',
    subscribe: hears(watchOwner),
  })
  ownerChanged(
    @Root() change: OwnerSignal,
    @Arg('filter', () => OwnerChangeFilter, { description: 'Filters; an owner is required.' })
    _filter: OwnerChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<OwnerChange> {
    return getOwnerChange(ctx, change)
  }

  @FieldResolver(() => String, { description: 'Given and family name.' })
  name(@Root() owner: Owner): string {
    return ownerName(owner)
  }

  @FieldResolver(() => [OwnerPhone], {
    description: 'All telephone numbers, the primary one first; at most 10.',
  })
  phones(@Root() owner: Owner): OwnerPhone[] {
    return phonesOf(owner)
  }

  @FieldResolver(() => [OwnerAddress], {
    description: 'All postal addresses, the primary one first; at most 10.',
  })
  addresses(@Root() owner: Owner): OwnerAddress[] {
    return addressesOf(owner)
  }

  @Shared()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Internal notes for staff about this owner; null if there are none, and always for the owner.',
  })
  notes(@Root() owner: Owner, @Ctx() ctx: Context): string | null {
    return ownerNotes(ctx, owner)
  }
}
