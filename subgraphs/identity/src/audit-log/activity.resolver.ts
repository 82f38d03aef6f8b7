import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { User } from '../users/user.types.ts'
import { listActivity } from './activity.service.ts'
import { AuditEntryConnection } from './audit-entry.types.ts'

@Resolver(() => User)
export class ActivityResolver {
  @FieldResolver(() => AuditEntryConnection, {
    nullable: true,
    description:
      'The user’s audited actions, latest first, delayed by a few moments: the viewer’s own, or with `audit:read`; else null.',
  })
  async activity(
    @Root() user: User,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<AuditEntryConnection | null> {
    const page = await listActivity(ctx, user, args)
    return page && new AuditEntryConnection(page)
  }
}
