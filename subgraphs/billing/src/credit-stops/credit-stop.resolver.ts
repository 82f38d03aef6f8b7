import { type Context, systemViewer } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import { Owner, User } from '../refs/stubs.ts'
import { findCreditStop, releaseCredit, stopCredit } from './credit-stop.service.ts'
import { CreditStop, StopCreditInput } from './credit-stop.types.ts'

@Resolver(() => Owner)
export class OwnerCreditStopResolver {
  @Mutation(() => Owner, {
    nullable: true,
    description:
      'Stops the ordinary visits of an owner because of debts: they are booked with a reason only. Said again, it has another reason. NOT_FOUND at `ownerId`. Null while its subgraph is unavailable. Needs `credit:stop`.',
  })
  stopCredit(
    @Arg('input', () => StopCreditInput, { description: 'Whose, and why.' }) input: StopCreditInput,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return stopCredit(ctx, input)
  }

  @Mutation(() => Owner, {
    nullable: true,
    description:
      'Ends a credit stop; what is overdue today does not cause another one. Twice is once. NOT_FOUND at `ownerId`. Null while its subgraph is unavailable. Needs `credit:stop`.',
  })
  releaseCredit(
    @Arg('ownerId', () => ID, { description: 'The owner.' }) ownerId: string,
    @Ctx() ctx: Context,
  ): Promise<Owner> {
    return releaseCredit(ctx, ownerId)
  }

  @FieldResolver(() => CreditStop, {
    nullable: true,
    description: 'Why ordinary visits are stopped; null if they are not, and for owners.',
  })
  creditStop(@Root() { id }: Owner, @Ctx() ctx: Context): Promise<CreditStop | null> {
    return findCreditStop(ctx, id)
  }
}

@Resolver(() => CreditStop)
export class CreditStopResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who stopped it; null when the payment terms did, and while its subgraph is unavailable.',
  })
  stoppedBy(@Root() { changedBy }: CreditStop): User | null {
    return changedBy === systemViewer.userId ? null : { id: changedBy }
  }
}
