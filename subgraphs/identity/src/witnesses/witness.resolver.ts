import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { findLocation } from '../locations/location.service.ts'
import { Location } from '../locations/location.types.ts'
import { findUser, type UserRow } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import { listWitnesses, proveWitness } from './witness.service.ts'
import { ProveWitnessInput, WitnessProof } from './witness.types.ts'

@Resolver(() => WitnessProof)
export class WitnessProofResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [User], {
    description:
      'Who can witness what the viewer does with controlled drugs at a location, by family name: everybody else who may, at most 100. Needs `staff:read`.',
  })
  witnesses(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<UserRow[]> {
    return listWitnesses(ctx, locationId)
  }

  // Comparing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @LimitedAs('sign-in')
  @Mutation(() => WitnessProof, {
    description:
      'A colleague proves to stand by while the viewer does something with a controlled drug. BAD_USER_INPUT at `witnessId` for the viewer and for whoever may not witness there, at `secret` for a wrong one; TOO_MANY_REQUESTS after several wrong ones, with increasing waits.',
  })
  proveWitness(
    @Arg('input', () => ProveWitnessInput, { description: 'Who witnesses, and what proves it.' })
    input: ProveWitnessInput,
    @Ctx() ctx: Context,
  ): Promise<WitnessProof> {
    return proveWitness(ctx, input)
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who witnesses.' })
  witness(@Root() { witnessId }: WitnessProof, @Ctx() ctx: Context): Promise<User | null> {
    return findUser(ctx, witnessId)
  }

  @FieldResolver(() => User, { nullable: true, description: 'Whose doing is witnessed.' })
  actor(@Root() { actorId }: WitnessProof, @Ctx() ctx: Context): Promise<User | null> {
    return findUser(ctx, actorId)
  }

  @FieldResolver(() => Location, { nullable: true, description: 'Where.' })
  location(@Root() { locationId }: WitnessProof, @Ctx() ctx: Context): Promise<Location | null> {
    return findLocation(ctx, locationId)
  }
}
