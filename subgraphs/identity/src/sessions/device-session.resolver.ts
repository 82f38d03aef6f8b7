import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import { User } from '../users/user.types.ts'
import { DeviceKind, deviceOf } from './device.ts'
import {
  type DeviceSessionRow,
  isCurrent,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  revokeSessionsOf,
} from './device-session.service.ts'
import { DeviceSession } from './device-session.types.ts'

@Resolver(() => DeviceSession)
export class DeviceSessionResolver {
  @Mutation(() => User, {
    description:
      'Ends a session; its requests and open subscriptions end within two seconds. Returns the session’s user. For the viewer’s own sessions, or with `session:revoke` for anybody’s; else NOT_FOUND. Ending a session that has ended is no error.',
  })
  revokeSession(
    @Arg('id', () => ID, { description: 'The session’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return revokeSession(ctx, id)
  }

  @Mutation(() => User, { description: 'Ends all of the viewer’s other sessions.' })
  revokeOtherSessions(@Ctx() ctx: Context): Promise<User> {
    return revokeOtherSessions(ctx)
  }

  @Mutation(() => User, { description: 'Ends all sessions of a user. Needs `session:revoke`.' })
  revokeSessionsOf(
    @Arg('userId', () => ID, { description: 'The user’s id.' }) userId: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return revokeSessionsOf(ctx, userId)
  }

  @FieldResolver(() => String, {
    description: 'The device’s name: “Firefox on Windows”.',
  })
  device(@Root() { userAgent }: DeviceSessionRow): string {
    return deviceOf(userAgent).name
  }

  @FieldResolver(() => DeviceKind, { description: 'The kind of device.' })
  deviceKind(@Root() { userAgent }: DeviceSessionRow): DeviceKind {
    return deviceOf(userAgent).kind
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name of the shared workstation; null on a personal device.',
  })
  workstationName(@Root() session: DeviceSessionRow): string | null {
    return session.workstationName
  }

  @FieldResolver(() => Boolean, { description: 'Whether this is the session of the current request.' })
  current(@Root() session: DeviceSessionRow, @Ctx() ctx: Context): boolean {
    return isCurrent(ctx, session)
  }
}

@Resolver(() => User)
export class UserSessionsResolver {
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [DeviceSession], {
    nullable: true,
    description:
      'The user’s sessions, last used first: the viewer’s own, or with `session:revoke`; else null.',
  })
  sessions(@Root() user: User, @Ctx() ctx: Context): Promise<DeviceSession[] | null> {
    return listSessions(ctx, user)
  }
}
