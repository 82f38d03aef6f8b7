import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { listMails, type MailRow, openMail, resendMail, subjectOf } from './mail.service.ts'
import { Mail, MailConnection, MailFilter, OpenedMail } from './mail.types.ts'

@Resolver(() => Mail)
export class MailResolver {
  @Query(() => MailConnection, {
    description:
      'The e-mails that the system created, newest first, including unsent ones. Needs `mail:read`.',
  })
  async mails(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MailFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: MailFilter | null,
    @Ctx() ctx: Context,
  ): Promise<MailConnection> {
    return new MailConnection(await listMails(ctx, page, filter ?? {}))
  }

  @Query(() => OpenedMail, {
    nullable: true,
    description:
      'One e-mail with its text; null if there is none. Needs `mail:read`, and is audited. A sign-in link in it is shown to hospital-wide administrators only.',
  })
  openedMail(
    @Arg('id', () => ID, { description: 'The e-mail’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<OpenedMail | null> {
    return openMail(ctx, id)
  }

  @Mutation(() => Mail, {
    description:
      'Sends an e-mail again that failed, that may not have arrived, or that was only stored. Needs `mail:send`. CONFLICT if it has been sent or is being sent, or if no mail server is configured.',
  })
  resendMail(
    @Arg('id', () => ID, { description: 'The e-mail’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Mail> {
    return resendMail(ctx, id)
  }

  @FieldResolver(() => String, { description: 'The subject line.' })
  subject(@Root() mail: MailRow): string {
    return subjectOf(mail)
  }
}
