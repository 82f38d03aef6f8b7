import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { findPeriodLock, lockPeriod, unlockPeriod } from './period-lock.service.ts'
import { LockPeriodInput, PeriodLock, UnlockPeriodInput } from './period-lock.types.ts'

@Resolver(() => PeriodLock)
export class PeriodLockResolver {
  @Query(() => PeriodLock, {
    nullable: true,
    description: 'Through which day the books of a location are closed; null if they never were.',
  })
  periodLock(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<PeriodLock | null> {
    return findPeriodLock(ctx, locationId)
  }

  @Mutation(() => PeriodLock, {
    description:
      'Closes the books of a location through a day: no payment, refund, invoice, credit note or entry of the ledger is dated on it or before it any more, which is CONFLICT at `receivedOn`. BAD_USER_INPUT at `through` for a day that is not over or is locked already.',
  })
  lockPeriod(
    @Arg('input', () => LockPeriodInput, { description: 'The location and the day.' }) input: LockPeriodInput,
    @Ctx() ctx: Context,
  ): Promise<PeriodLock> {
    return lockPeriod(ctx, input)
  }

  @Mutation(() => PeriodLock, {
    description:
      'Opens days again that were closed. BAD_USER_INPUT at `through` if there is nothing to open by that.',
  })
  unlockPeriod(
    @Arg('input', () => UnlockPeriodInput, { description: 'The location, the day, and why.' })
    input: UnlockPeriodInput,
    @Ctx() ctx: Context,
  ): Promise<PeriodLock> {
    return unlockPeriod(ctx, input)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: PeriodLock): Location {
    return { id: locationId }
  }
}
