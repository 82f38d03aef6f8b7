import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/live'
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
  OwnerChange,
  OwnerChangeFilter,
  OwnerConnection,
  OwnerFilter,
  UpdateMyContactDetailsInput,
  UpdateOwnerInput,
} from './owner.types.ts'

@Resolver(() => Owner)
export class OwnerResolver {
  @Query(() => Owner, {
    nullable: true,
    description:
      'An owner by id; null when there is none or it is another household. That staff read the contact details is audited.',
  })
  owner(
    @Arg('id', () => ID, { description: 'The owner’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Owner | null> {
    return openOwner(ctx, id)
  }

  @Query(() => OwnerConnection, {
    description:
      'The owners by family name and given name, or by how well they match a search; a pet owner sees only oneself. That staff read the contact details of a page is audited, but for the first page of a search.',
  })
  async owners(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OwnerFilter, {
      nullable: true,
      description: 'Which owners; present ones if left out.',
    })
    filter: OwnerFilter | null,
    @Ctx() ctx: Context,
  ): Promise<OwnerConnection> {
    return new OwnerConnection(await browseOwners(ctx, args, filter))
  }

  @Mutation(() => Owner, {
    description: 'Adds a client. With an Idempotency-Key a repetition answers the first one’s owner.',
  })
  createOwner(
    @Arg('input', () => CreateOwnerInput, { description: 'Who it is.' }) input: CreateOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return createOwner(ctx, input)
  }

  @Mutation(() => Owner, { description: 'Changes a client’s details.' })
  updateOwner(
    @Arg('input', () => UpdateOwnerInput, { description: 'What changes.' }) input: UpdateOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return updateOwner(ctx, input)
  }

  @Mutation(() => Owner, {
    description:
      'Changes one’s own telephone number and postal address. NOT_FOUND for an account without a household; CONFLICT at `version`, with the present values, when somebody else has changed them.',
  })
  updateMyContactDetails(
    @Arg('input', () => UpdateMyContactDetailsInput, { description: 'What changes.' })
    input: UpdateMyContactDetailsInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return updateMyContactDetails(ctx, input)
  }

  @Subscription(() => OwnerChange, {
    description:
      'Every change of an owner’s details, as it happens. A pet owner hears only of oneself; of an owner whom the viewer may not see, nothing comes.',
    subscribe: hears(watchOwner),
  })
  ownerChanged(
    @Root() change: OwnerSignal,
    @Arg('filter', () => OwnerChangeFilter, { description: 'Whose.' }) _filter: OwnerChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<OwnerChange> {
    return getOwnerChange(ctx, change)
  }

  @FieldResolver(() => String, { description: 'Given name and family name.' })
  name(@Root() owner: Owner): string {
    return ownerName(owner)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What staff should know about this client; always null for the owner.',
  })
  notes(@Root() owner: Owner, @Ctx() ctx: Context): string | null {
    return ownerNotes(ctx, owner)
  }
}
