import type { Context } from '@vetgraph/kit/context'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Money } from '@vetgraph/kit/scalars'
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql'
import { User } from '../refs/stubs.ts'
import { movedIn, type TillSessionShown } from './till-session.service.ts'
import { findTillOf } from './till.service.ts'
import { CashCount, Till, TillSession } from './till.types.ts'

const money = ({ currency }: { currency: string }, amount: number): MoneyValue => ({ amount, currency })

const moneyOrNull = (session: TillSessionShown, amount: number | null) =>
  amount === null ? null : money(session, amount)

@Resolver(() => TillSession)
export class TillSessionResolver {
  @Shared()
  @FieldResolver(() => Till, { description: 'The till.' })
  till(@Root() { tillId }: TillSessionShown, @Ctx() ctx: Context): Promise<Till> {
    return findTillOf(ctx, tillId)
  }

  @FieldResolver(() => Money, { description: 'The cash that it was opened with.' })
  float(@Root() session: TillSessionShown): MoneyValue {
    return money(session, session.float)
  }

  @Shared()
  @FieldResolver(() => Money, { description: 'The cash that it took.' })
  async taken(@Root() session: TillSessionShown, @Ctx() ctx: Context): Promise<MoneyValue> {
    return money(session, (await movedIn(ctx, session)).taken)
  }

  @Shared()
  @FieldResolver(() => Money, { description: 'The cash that was given back out of it.' })
  async given(@Root() session: TillSessionShown, @Ctx() ctx: Context): Promise<MoneyValue> {
    return money(session, (await movedIn(ctx, session)).given)
  }

  @Shared()
  @FieldResolver(() => Money, {
    description: 'What should be in it: the float, and what it took, without what was given back.',
  })
  async expected(@Root() session: TillSessionShown, @Ctx() ctx: Context): Promise<MoneyValue> {
    const { taken, given } = await movedIn(ctx, session)
    return money(session, session.float + taken - given)
  }

  @FieldResolver(() => Money, { nullable: true, description: 'What was counted; null before it is closed.' })
  counted(@Root() session: TillSessionShown): MoneyValue | null {
    return moneyOrNull(session, session.counted)
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What was counted beyond what was expected, negative if less; null before it is closed.',
  })
  difference(@Root() session: TillSessionShown): MoneyValue | null {
    return session.counted === null ? null : money(session, session.counted - session.expected!)
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What of it was taken to the bank; null before it is closed.',
  })
  banked(@Root() session: TillSessionShown): MoneyValue | null {
    return moneyOrNull(session, session.banked)
  }

  @Directive('@listSize(assumedSize: 15)')
  @FieldResolver(() => [CashCount], { description: 'The notes and coins that were counted; none before.' })
  cash(@Root() session: TillSessionShown): CashCount[] {
    return (session.cash ?? []).map(({ value, pieces }) => ({ value: money(session, value), pieces }))
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who opened it; null while its subgraph is unavailable.',
  })
  openedBy(@Root() { openedBy }: TillSessionShown): User {
    return { id: openedBy }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who counted and closed it; null before, and while its subgraph is unavailable.',
  })
  closedBy(@Root() { closedBy }: TillSessionShown): User | null {
    return closedBy === null ? null : { id: closedBy }
  }
}
