import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { CalendarDate } from '@vetgraph/kit/scalars'
import {
  Arg,
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
import { findVet } from '../refs/refs.service.ts'
import { User } from '../refs/stubs.ts'
import { type RosterSignal, watchRosters } from './changes.service.ts'
import { addLeave, removeLeave } from './leave.service.ts'
import { listRosters, listVets } from './roster.service.ts'
import {
  AddLeaveInput,
  Leave,
  Roster,
  RosterChange,
  RosterChangeFilter,
  SaveRosterInput,
} from './roster.types.ts'
import { saveRoster } from './save-roster.service.ts'

@Resolver(() => Roster)
export class RosterResolver {
  @Directive('@provides(fields: "name")')
  @Query(() => [User], {
    nullable: true,
    description: 'The vets who can be booked, by name; null while their subgraph is unavailable.',
  })
  vets(
    @Arg('locationId', () => ID, { nullable: true, description: 'Only vets who work at this location.' })
    locationId: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<User[]> {
    return listVets(ctx, locationId)
  }

  @Query(() => [Roster], {
    description: 'The rosters of a location in one week, by name of the person. Needs `roster:write`.',
  })
  rosters(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('date', () => CalendarDate, { description: 'A day of the week, which begins on Monday.' })
    date: string,
    @Ctx() ctx: Context,
  ): Promise<Roster[]> {
    return listRosters(ctx, locationId, date)
  }

  @Mutation(() => [Roster], {
    description:
      'Sets the weekly shifts of a person at a location and returns the rosters of the week of `from`. Booked appointments stay: see `affectedAppointments`.',
  })
  saveRoster(
    @Arg('input', () => SaveRosterInput, { description: 'Whose shifts, and when they apply.' })
    input: SaveRosterInput,
    @Ctx() ctx: Context,
  ): Promise<Roster[]> {
    return saveRoster(ctx, input)
  }

  @Mutation(() => Leave, {
    description:
      'Adds leave at all locations. Booked appointments stay: see `affectedAppointments`. A repeated request with the same Idempotency-Key returns the first leave.',
  })
  addLeave(
    @Arg('input', () => AddLeaveInput, { description: 'Who is away when.' }) input: AddLeaveInput,
    @Ctx() ctx: Context,
  ): Promise<Leave> {
    return addLeave(ctx, input)
  }

  @Mutation(() => ID, { description: 'Removes leave and returns its id.' })
  removeLeave(
    @Arg('id', () => ID, { description: 'The id of the leave.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return removeLeave(ctx, id)
  }

  @Shared()
  @Subscription(() => RosterChange, {
    description: 'Changes of a location’s rosters, leave and closures.',
    subscribe: hears(watchRosters),
  })
  rosterChanged(
    @Root() change: RosterSignal,
    @Arg('filter', () => RosterChangeFilter, { description: 'Filters.' }) _filter: RosterChangeFilter,
  ): RosterSignal {
    return change
  }

  @Directive('@provides(fields: "name")')
  @Shared()
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Whose roster it is; null while its subgraph is unavailable.',
  })
  user(@Root() { userId }: Roster, @Ctx() ctx: Context): Promise<User | null> {
    return findVet(ctx, userId)
  }
}
