import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Owner } from '../refs/owner.types.ts'
import { Appointment, Invoice, Pet } from '../refs/stubs.ts'
import { User } from '../users/user.types.ts'
import { actorOf } from './entry.service.ts'
import type { AuditLogRow } from './log-page.service.ts'
import { listRecent, thingOf } from './recent.service.ts'
import { Activity, ActivityConnection } from './recent.types.ts'

@Resolver(() => Activity)
export class RecentResolver {
  @Query(() => ActivityConnection, {
    description:
      'What was done in the last seven days to things that the viewer may see, the latest first, delayed by a few moments. Appointments, invoices and payments are those of the viewer’s locations. Pet owners and wall screens get an empty list.',
  })
  async recentActivities(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<ActivityConnection> {
    return new ActivityConnection(await listRecent(ctx, args))
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user who did it; null if it was an API client, the system or nobody signed in.',
  })
  actor(@Root() row: AuditLogRow, @Ctx() ctx: Context): Promise<User | null> | null {
    return actorOf(ctx, row)
  }

  @FieldResolver(() => Pet, { nullable: true, description: 'The pet, if it was done to one.' })
  pet(@Root() row: AuditLogRow): Pet | null {
    return thingOf('Pet', row)
  }

  @FieldResolver(() => Owner, { nullable: true, description: 'The owner, if it was done to one.' })
  owner(@Root() row: AuditLogRow): Owner | null {
    return thingOf('Owner', row)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description: 'The appointment, if it was done to one.',
  })
  appointment(@Root() row: AuditLogRow): Appointment | null {
    return thingOf('Appointment', row)
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice, if it was done to one.' })
  invoice(@Root() row: AuditLogRow): Invoice | null {
    return thingOf('Invoice', row)
  }
}
