import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { browseOwners, openOwner } from './owner-opening.service.ts'
import { createOwner, ownerName, ownerNotes, updateOwner } from './owner.service.ts'
import { CreateOwnerInput, Owner, OwnerConnection, OwnerFilter, UpdateOwnerInput } from './owner.types.ts'

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
