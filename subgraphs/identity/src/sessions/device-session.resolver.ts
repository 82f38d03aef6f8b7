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
      'Signs a device out; requests and open subscriptions end within two seconds. Answers whose it was. One’s own, or with `session:revoke` anybody’s; else NOT_FOUND. One that has ended stays ended.',
  })
  revokeSession(
    @Arg('id', () => ID, { description: 'Which session.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return revokeSession(ctx, id)
  }

  @Mutation(() => User, { description: 'Signs oneself out everywhere but here.' })
  revokeOtherSessions(@Ctx() ctx: Context): Promise<User> {
    return revokeOtherSessions(ctx)
  }

  @Mutation(() => User, { description: 'Signs somebody out everywhere. Needs `session:revoke`.' })
  revokeSessionsOf(
    @Arg('userId', () => ID, { description: 'Whom.' }) userId: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return revokeSessionsOf(ctx, userId)
  }

  @FieldResolver(() => String, {
    description: 'What a person recognises it by: “Firefox on Windows”.',
  })
  device(@Root() { userAgent }: DeviceSessionRow): string {
    return deviceOf(userAgent).name
  }

  @FieldResolver(() => DeviceKind, { description: 'What sort of device it is.' })
  deviceKind(@Root() { userAgent }: DeviceSessionRow): DeviceKind {
    return deviceOf(userAgent).kind
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name of the shared workstation it is at; null at a device of one’s own.',
  })
  workstationName(@Root() session: DeviceSessionRow): string | null {
    return session.workstationName
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
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
      'Where this person is signed in, last used first: one’s own, or with `session:revoke`; else null.',
  })
  sessions(@Root() user: User, @Ctx() ctx: Context): Promise<DeviceSession[] | null> {
    return listSessions(ctx, user)
  }
}
