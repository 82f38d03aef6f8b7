import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Money } from '@vetgraph/kit/scalars'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { closeTill, openTill, startTillCount } from './close.service.ts'
import { countingSessionOf, listSessions, openSessionOf } from './till-session.service.ts'
import {
  createTill,
  getTill,
  listCash,
  listTills,
  type TillSignal,
  updateTill,
  watchTills,
} from './till.service.ts'
import {
  CloseTillInput,
  CreateTillInput,
  OpenTillInput,
  StartTillCountInput,
  Till,
  TillChangeFilter,
  TillSession,
  TillSessionConnection,
  UpdateTillInput,
} from './till.types.ts'

@Resolver(() => Till)
export class TillResolver {
  @Query(() => [Till], { description: 'The tills of a location, by name.' })
  tills(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to include retired tills.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Till[]> {
    return listTills(ctx, locationId, withRetired)
  }

  @Query(() => TillSessionConnection, {
    description: 'The sessions of a location’s tills, those that were opened last first.',
  })
  async tillSessions(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<TillSessionConnection> {
    return new TillSessionConnection(await listSessions(ctx, page, locationId))
  }

  @Mutation(() => Till, {
    description:
      'Adds a till. Once a location has one, cash is taken and given back only while a till is open. A repeated request with the same Idempotency-Key returns the first till.',
  })
  createTill(
    @Arg('input', () => CreateTillInput, { description: 'The till’s name and location.' })
    input: CreateTillInput,
    @Ctx() ctx: Context,
  ): Promise<Till> {
    return createTill(ctx, input)
  }

  @Mutation(() => Till, { description: 'Renames or retires a till, or brings it back.' })
  updateTill(
    @Arg('input', () => UpdateTillInput, { description: 'The fields to change.' }) input: UpdateTillInput,
    @Ctx() ctx: Context,
  ): Promise<Till> {
    return updateTill(ctx, input)
  }

  @Mutation(() => TillSession, {
    description:
      'Opens a till. A repeated request with the same Idempotency-Key returns the first session. CONFLICT at `tillId` if it is open already or retired.',
  })
  openTill(
    @Arg('input', () => OpenTillInput, { description: 'The till and its float.' }) input: OpenTillInput,
    @Ctx() ctx: Context,
  ): Promise<TillSession> {
    return openTill(ctx, input)
  }

  @Mutation(() => TillSession, {
    description:
      'Begins the count of a session, which takes no cash from then on; with `nextFloat` the next session opens at once. CONFLICT at `sessionId` if the previous session of the till is still being counted.',
  })
  startTillCount(
    @Arg('input', () => StartTillCountInput, { description: 'The session, and the next float.' })
    input: StartTillCountInput,
    @Ctx() ctx: Context,
  ): Promise<TillSession> {
    return startTillCount(ctx, input)
  }

  @Mutation(() => TillSession, {
    description:
      'Closes a session by its count, which is final. A difference and what is taken to the bank are posted to the ledger. BAD_USER_INPUT at `differenceReason`, with `difference`, if the count differs and no reason is given.',
  })
  closeTill(
    @Arg('input', () => CloseTillInput, { description: 'The count.' }) input: CloseTillInput,
    @Ctx() ctx: Context,
  ): Promise<TillSession> {
    return closeTill(ctx, input)
  }

  @Shared()
  @Subscription(() => Till, {
    description: 'A location’s tills as they are changed, opened, counted and closed.',
    subscribe: hears(watchTills),
  })
  tillChanged(
    @Root() { tillId }: TillSignal,
    @Arg('filter', () => TillChangeFilter, { description: 'Filters.' }) _filter: TillChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<Till> {
    return getTill(ctx, tillId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The till’s location; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Till): Location {
    return { id: locationId }
  }

  @Shared()
  @Directive('@listSize(assumedSize: 15)')
  @FieldResolver(() => [Money], {
    description: 'The values of notes and coins that are counted here, the largest first.',
  })
  cash(@Root() till: Till, @Ctx() ctx: Context): Promise<MoneyValue[]> {
    return listCash(ctx, till)
  }

  @Shared()
  @FieldResolver(() => TillSession, {
    nullable: true,
    description: 'The session that takes cash; null while the till is not open.',
  })
  openSession(@Root() { id }: Till, @Ctx() ctx: Context): Promise<TillSession | null> {
    return openSessionOf(ctx, id)
  }

  @Shared()
  @FieldResolver(() => TillSession, {
    nullable: true,
    description: 'The session that is being counted; null if none is.',
  })
  countingSession(@Root() { id }: Till, @Ctx() ctx: Context): Promise<TillSession | null> {
    return countingSessionOf(ctx, id)
  }
}
