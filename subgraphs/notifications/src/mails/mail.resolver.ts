import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { listMails, type MailRow, openMail, resendMail, subjectOf } from './mail.service.ts'
import { Mail, MailConnection, MailFilter, OpenedMail } from './mail.types.ts'

@Resolver(() => Mail)
export class MailResolver {
  @Query(() => MailConnection, {
    description:
      'The e-mail that the hospital wrote by itself, newest first, also what was not sent. Needs `mail:read`.',
  })
  async mails(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MailFilter, { nullable: true, description: 'Which ones.' })
    filter: MailFilter | null,
    @Ctx() ctx: Context,
  ): Promise<MailConnection> {
    return new MailConnection(await listMails(ctx, page, filter ?? {}))
  }

  @Query(() => OpenedMail, {
    nullable: true,
    description:
      'One e-mail with what it says; null when there is none. Needs `mail:read`, and is audited: its link may let somebody in, and shows to administrators only.',
  })
  openedMail(
    @Arg('id', () => ID, { description: 'The e-mail’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<OpenedMail | null> {
    return openMail(ctx, id)
  }

  @Mutation(() => Mail, {
    description:
      'Sends an e-mail once more that failed, that may not have arrived, or that was kept. Needs `mail:send`. CONFLICT when it has been sent or is on its way, and when there is no mail server.',
  })
  resendMail(
    @Arg('id', () => ID, { description: 'The e-mail’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Mail> {
    return resendMail(ctx, id)
  }

  @FieldResolver(() => String, { description: 'Its subject line.' })
  subject(@Root() mail: MailRow, @Ctx() ctx: Context): string {
    return subjectOf(ctx, mail)
  }
}
