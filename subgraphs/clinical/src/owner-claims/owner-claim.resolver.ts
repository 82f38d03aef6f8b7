import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import {
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { findOwner } from '../owners/owner.service.ts'
import { Owner } from '../owners/owner.types.ts'
import {
  candidatesOf,
  decideOwnerClaim,
  getOwnerClaimChange,
  listOwnerClaims,
  type OwnerClaimSignal,
  watchOwnerClaims,
} from './owner-claim.service.ts'
import { DecideOwnerClaimInput, OwnerClaim, OwnerClaimChange } from './owner-claim.types.ts'

@Resolver(() => OwnerClaim)
export class OwnerClaimResolver {
  @Directive('@listSize(assumedSize: 10)')
  @Query(() => [OwnerClaim], {
    description:
      'Undecided portal sign-ups, which staff must assign to a household; at most 100, oldest first. Needs `owner:claim`.',
  })
  ownerClaims(@Ctx() ctx: Context): Promise<OwnerClaim[]> {
    return listOwnerClaims(ctx)
  }

  @Mutation(() => OwnerClaim, {
    description:
      'Assigns a portal account to a household. Needs `owner:claim`. CONFLICT with `ownerId` if somebody else has already decided.',
  })
  decideOwnerClaim(
    @Arg('input', () => DecideOwnerClaimInput, { description: 'The sign-up and its household.' })
    input: DecideOwnerClaimInput,
    @Ctx() ctx: Context,
  ): Promise<OwnerClaim> {
    return decideOwnerClaim(ctx, input)
  }

  @Shared()
  @Subscription(() => OwnerClaimChange, {
    description: 'Every portal sign-up that is new or was decided, as it happens. Needs `owner:claim`.',
    subscribe: hears(watchOwnerClaims),
  })
  ownerClaimChanged(@Root() change: OwnerClaimSignal, @Ctx() ctx: Context): Promise<OwnerClaimChange> {
    return getOwnerClaimChange(ctx, change)
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [Owner], {
    description:
      'Owners with the same e-mail address, telephone number or name; those with the same e-mail address first.',
  })
  candidates(@Root() claim: OwnerClaim, @Ctx() ctx: Context): Promise<Owner[]> {
    return candidatesOf(ctx, claim)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The owner record that the account belongs to; null while undecided.',
  })
  owner(@Root() { ownerId }: OwnerClaim, @Ctx() ctx: Context): Promise<Owner | null> | null {
    return ownerId ? findOwner(ctx, ownerId) : null
  }
}
