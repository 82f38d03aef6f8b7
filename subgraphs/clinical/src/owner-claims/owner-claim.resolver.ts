import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/live'
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
      'Portal sign-ups that wait for somebody who knows the household, at most 100, oldest first. Needs `owner:claim`.',
  })
  ownerClaims(@Ctx() ctx: Context): Promise<OwnerClaim[]> {
    return listOwnerClaims(ctx)
  }

  @Mutation(() => OwnerClaim, {
    description:
      'Says whose household a portal account sees from now on. Needs `owner:claim`. CONFLICT with `ownerId` when somebody else has decided.',
  })
  decideOwnerClaim(
    @Arg('input', () => DecideOwnerClaimInput, { description: 'Which sign-up, and who it is.' })
    input: DecideOwnerClaimInput,
    @Ctx() ctx: Context,
  ): Promise<OwnerClaim> {
    return decideOwnerClaim(ctx, input)
  }

  @Subscription(() => OwnerClaimChange, {
    description: 'Every portal sign-up that comes or is decided, as it happens. Needs `owner:claim`.',
    subscribe: hears(watchOwnerClaims),
  })
  ownerClaimChanged(@Root() change: OwnerClaimSignal, @Ctx() ctx: Context): Promise<OwnerClaimChange> {
    return getOwnerClaimChange(ctx, change)
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [Owner], {
    description: 'Clients with the same address, telephone or name; those with the address first.',
  })
  candidates(@Root() claim: OwnerClaim, @Ctx() ctx: Context): Promise<Owner[]> {
    return candidatesOf(ctx, claim)
  }

  @FieldResolver(() => Owner, { nullable: true, description: 'The client it is; null while undecided.' })
  owner(@Root() { ownerId }: OwnerClaim, @Ctx() ctx: Context): Promise<Owner | null> | null {
    return ownerId ? findOwner(ctx, ownerId) : null
  }
}
