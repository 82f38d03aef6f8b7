import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { getRecall, listRecipients, type Recalled } from './recall.service.ts'
import { DispensingConnection, Recall } from './recall.types.ts'

@Resolver(() => Recall)
export class RecallResolver {
  @Query(() => Recall, {
    description:
      'What the recall of a lot concerns, at the locations whose stock the viewer may see: the lots with its number and those to whom they were dispensed. NOT_FOUND at `lotId`. Needs `inventory:read` and `prescription:read`.',
  })
  recall(
    @Arg('lotId', () => ID, { description: 'The lot’s id.' }) lotId: string,
    @Ctx() ctx: Context,
  ): Promise<Recalled> {
    return getRecall(ctx, lotId)
  }

  @Shared()
  @FieldResolver(() => DispensingConnection, {
    description:
      'To whom these lots were dispensed, the latest first, with what was brought back; the owner is who took it home.',
  })
  async dispensings(
    @Root() recall: Recalled,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<DispensingConnection> {
    return new DispensingConnection(await listRecipients(ctx, page, recall))
  }
}
