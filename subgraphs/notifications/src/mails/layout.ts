import { messageTemplates, type Wording } from '@vetgraph/kit/contracts/messages'
import type { Settings } from '@vetgraph/kit/settings'
import { linkMark } from '../message-templates/liquid.ts'
import type { MailRow } from './mail.table.ts'

const erased = '(the link was erased once the mail had been sent)'
const hidden = '(the link lets somebody in, and is shown to administrators only)'

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** Where a message leads, and what stands in its place when that is not shown. */
interface Link {
  address: string | null
  instead: string
}

/** The link of an e-mail: the secret stands behind `#`, where no server and no log sees it. */
export function linkOf(
  { template, token, sentAt }: Pick<MailRow, 'template' | 'token' | 'sentAt'>,
  { publicUrl }: Settings,
  { hidesSecret = false } = {},
): Link {
  if (hidesSecret && token !== null) return { address: null, instead: hidden }
  const { link: path = '', linkIsPlain } = messageTemplates[template]
  if (sentAt && token === null && !linkIsPlain) return { address: null, instead: erased }
  return { address: `${publicUrl}${path}${token ? `#${token}` : ''}`, instead: '' }
}

/** By what mail programs unsubscribe with one click (RFC 8058); nothing where the message is no subscription. */
export const unsubscribeHeaders = (
  { template, token }: Pick<MailRow, 'template' | 'token'>,
  { publicUrl }: Settings,
): Record<string, string> =>
  messageTemplates[template].unsubscribes && token
    ? {
        'List-Unsubscribe': `<${publicUrl}/unsubscribe/${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
    : {}

/** What somebody reads as plain text. */
export const asText = ({ body, linkLabel }: Wording, { address, instead }: Link) =>
  `${body
    .split('\n\n')
    .map((paragraph) => (paragraph === linkMark ? `${linkLabel}:\n${address ?? instead}` : paragraph))
    .join('\n\n')}\n`

const button = (label: string, address: string) =>
  `<p><a href="${escaped(address)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#14665c;color:#ffffff;font-weight:600;text-decoration:none">${escaped(label)}</a></p>\n<p style="color:#5c6b69;font-size:13px">Or open this address:<br>${escaped(address)}</p>`

/** The same as HTML; nothing in the words is markup. */
export function asHtml({ subject, body, linkLabel }: Wording, language: string, { address, instead }: Link) {
  const paragraphs = body.split('\n\n').map((paragraph) => {
    if (paragraph === linkMark)
      return address ? button(linkLabel ?? '', address) : `<p>${escaped(instead)}</p>`
    return `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`
  })
  return `<!doctype html>
<html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f7f6;color:#14201e;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;border-radius:12px;background:#ffffff">
${paragraphs.join('\n')}
</div></body></html>`
}
