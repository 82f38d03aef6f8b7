import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { countMails } from '../mails/mail.service.ts'
import { MailStatus } from '../mails/mail.table.ts'
import type { NotificationsDashboard } from './dashboard.types.ts'

/** The e-mails that could not be sent; null for whoever may not see the outbox. */
export async function readDashboard(ctx: Context): Promise<NotificationsDashboard | null> {
  if (!can(requireViewer(ctx), 'mail:read')) return null
  return { failedMails: await countMails(ctx, { status: MailStatus.FAILED }) }
}
