import type { MailTemplate } from '@vetgraph/kit/contracts/events'
import type { Settings } from '@vetgraph/kit/settings'
import type { MailRow } from './mail.table.ts'

/** What somebody reads: paragraphs, and at most one thing to do. */
interface Letter {
  subject: string
  before: readonly string[]
  action?: { label: string; path: string }
  after?: readonly string[]
}

type Values = Readonly<Record<string, string>>

const notYou = 'If you did not ask for this, you need not do anything.'
const tellUs = 'If this was not you, reset your password at once and tell the hospital.'

/** The words of every template; the secret stands behind `#`, where no server and no log sees it. */
const letters: Record<MailTemplate, (values: Values) => Letter> = {
  'verify-email': () => ({
    subject: 'Confirm your e-mail address',
    before: [
      'Welcome. You signed up with this address; please confirm that it is yours, so that you can sign in.',
    ],
    action: { label: 'Confirm the address', path: '/verify' },
    after: [
      'The link works for two days.',
      'If it was not you who signed up, do not confirm: whoever did could then sign in as you.',
    ],
  }),
  'address-has-account': () => ({
    subject: 'You have an account already',
    before: [
      'Somebody asked for a new account with this address. There is one: sign in as usual, or choose a new password if you have forgotten yours.',
    ],
    action: { label: 'Choose a new password', path: '/forgot' },
    after: [notYou],
  }),
  'reset-password': () => ({
    subject: 'Choose a new password',
    before: ['Somebody, probably you, asked for a new password.'],
    action: { label: 'Choose a new password', path: '/reset' },
    after: ['The link works for one hour, and once.', `${notYou} Your password stays as it is.`],
  }),
  invitation: ({ hospital = 'the hospital' }) => ({
    subject: `Your account at ${hospital}`,
    before: [`There is an account for you at ${hospital}. Choose a password, and you can begin.`],
    action: { label: 'Accept the invitation', path: '/invitation' },
    after: ['The link works for seven days.'],
  }),
  'change-email': () => ({
    subject: 'Confirm your new e-mail address',
    before: ['You asked to sign in with this address from now on. Please confirm that it is yours.'],
    action: { label: 'Confirm the new address', path: '/verify?change' },
    after: ['Until then the old address stays.', notYou],
  }),
  'email-changed': ({ email }) => ({
    subject: 'Your e-mail address was changed',
    before: [`Your account now signs in with ${email ?? 'another address'}.`, tellUs],
  }),
  'password-changed': () => ({
    subject: 'Your password was changed',
    before: ['Your account has a new password. Elsewhere you were signed out.', tellUs],
    action: { label: 'Reset the password', path: '/forgot' },
  }),
  'second-factor-changed': ({ change }) => ({
    subject: 'Your second factor was changed',
    before: [change ?? 'The second factor of your account was changed.', tellUs],
  }),
  invoice: ({ number, total, due, dueOn, again, hospital }) => ({
    subject: `Invoice ${number} from ${hospital}`,
    before: [
      again ? 'We send you this invoice once more.' : 'Thank you for your visit.',
      `Attached is invoice ${number} for ${total}.`,
      due ? `Please pay ${due}${dueOn ? ` by ${dueOn}` : ''}.` : 'It is paid: there is nothing left to do.',
    ],
    after: ['If anything about it is unclear, please call us.'],
  }),
  'payment-reminder': ({ number, due, dueOn, step }) => ({
    subject: `${step}: invoice ${number}`,
    before: [
      `Invoice ${number} was due on ${dueOn}, and ${due} of it is not paid yet. The invoice is attached.`,
      step === 'Final reminder'
        ? 'This is our final reminder. Please pay within seven days, or call us so that we find a way together.'
        : 'It may have been overlooked: please pay it now.',
    ],
    after: ['If you have paid in the meantime, thank you: you need not do anything.'],
  }),
  'slot-offer': ({ pet, what, when, vet, until }) => ({
    subject: `A free time for ${pet}`,
    before: [
      `You asked us to tell you when a time becomes free for ${pet}. We can offer you ${when} with ${vet} (${what}).`,
    ],
    action: { label: 'Take this time', path: '/offer' },
    after: [
      `The link works until ${until}. The time is not held for you: whoever takes it first has it.`,
      'If it does not suit you, you need not do anything: you stay on the list.',
    ],
  }),
}

const erased = '(the link was erased once the mail had been sent)'
const hidden = '(the link lets somebody in, and is shown to administrators only)'

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

export interface Written {
  subject: string
  text: string
  html: string
}

/** The mail as it is sent, as text and as HTML that says the same; or without the link that lets somebody in. */
export function write(
  mail: Pick<MailRow, 'template' | 'recipientName' | 'values' | 'token' | 'sentAt'>,
  { publicUrl }: Settings,
  { hidesSecret = false } = {},
): Written {
  const { subject, before, action, after: last = [] } = letters[mail.template](mail.values)
  const after = [...last, ...(mail.values['hospital'] ? [mail.values['hospital']] : [])]
  const isHidden = hidesSecret && mail.token !== null
  const link = action && !isHidden && `${publicUrl}${action.path}${mail.token ? `#${mail.token}` : ''}`
  const isErased = action && mail.sentAt && !mail.token
  const greeting = `Dear ${mail.recipientName},`
  const linkText = isHidden ? hidden : isErased ? erased : link
  const text = [greeting, ...before, ...(action ? [`${action.label}:\n${linkText}`] : []), ...after].join(
    '\n\n',
  )
  const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')
  const button =
    action && link
      ? `<p><a href="${escaped(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#14665c;color:#ffffff;font-weight:600;text-decoration:none">${escaped(action.label)}</a></p>\n<p style="color:#5c6b69;font-size:13px">Or open this address:<br>${escaped(link)}</p>`
      : ''
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f7f6;color:#14201e;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;border-radius:12px;background:#ffffff">
${paragraphs([greeting, ...before])}
${button}
${paragraphs(after)}
</div></body></html>`
  return { subject, text: `${text}\n`, html }
}
