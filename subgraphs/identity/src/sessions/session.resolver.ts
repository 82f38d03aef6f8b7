import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root, Subscription } from 'type-graphql'
import { findUser } from '../users/user.service.ts'
import { User } from '../users/user.types.ts'
import { hearEndedSessions } from './ended-session.service.ts'
import { logout, refreshSession } from './session.service.ts'
import { Session } from './session.types.ts'

@Resolver(() => Session)
export class SessionResolver {
  @LimitedAs('refresh')
  @Mutation(() => Session, {
    description:
      'Exchanges the refresh cookie for a new one and returns a new access token. UNAUTHENTICATED if there is no cookie or the session has ended; using an old cookie again ends the session.',
  })
  refreshSession(@Ctx() ctx: Context): Promise<Session> {
    return refreshSession(ctx)
  }

  @Mutation(() => Boolean, {
    description:
      'Ends the session and removes the refresh cookie; also returns true if there was no session.',
  })
  logout(
    @Arg('idle', () => Boolean, {
      defaultValue: false,
      description: 'Whether the reason is inactivity of the user.',
    })
    idle: boolean,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return logout(ctx, idle)
  }

  @FieldResolver(() => User, { description: 'The signed-in user.' })
  user(@Root() { userId }: Session, @Ctx() ctx: Context): Promise<User | null> {
    return findUser(ctx, userId)
  }

  @Directive('@inaccessible')
  @Subscription(() => [ID], {
    description:
      'Which sessions are refused from now on: first all that ended in the last 15 minutes, then each as it ends. For the gateway and the other subgraphs; clients do not see it.',
    subscribe: ({ context }: { context: Context }) => hearEndedSessions(context),
  })
  sessionsEnded(@Root() ids: string[]): string[] {
    return ids
  }
}
