import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Owner } from '../refs/stubs.ts'
import { addressOfStatement } from './statement.service.ts'

@Resolver(() => Owner)
export class OwnerStatementResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The path of the statement of the owner’s account as PDF, with the balance before and after, in the currency that the account used last; for the viewer, for five minutes. At most 2,000 entries. Null for an account without entries, and while its subgraph is unavailable. BAD_USER_INPUT at `until` if it is before `from`.',
  })
  statementUrl(
    @Root() { id }: Owner,
    @Arg('from', () => CalendarDate, { description: 'The first day.' }) from: string,
    @Arg('until', () => CalendarDate, { description: 'The last day, inclusive.' }) until: string,
    @Ctx() ctx: Context,
  ): Promise<string | null> {
    return addressOfStatement(ctx, id, { from, until })
  }
}
