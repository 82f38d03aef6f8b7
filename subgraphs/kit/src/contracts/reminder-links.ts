import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

/** What the link of a reminder opens, for whoever has it: these visits of one owner, and the owner’s consent to reminders, or to news. */
export interface ReminderLink {
  ownerId: string
  appointmentIds: string[]
  /** It is the link of news, which are no reminder. */
  isNews?: true
}

const purpose = 'reminder'

export const sealReminderLink = ({ linkSealer }: Pick<Context, 'linkSealer'>, link: ReminderLink): string =>
  linkSealer.seal(JSON.stringify(link), purpose)

/** What the link opens; NOT_FOUND at `token` for one that the hospital has not written. */
export function openReminderLink({ linkSealer }: Pick<Context, 'linkSealer'>, token: string): ReminderLink {
  const text = linkSealer.open(token, purpose)
  if (text === null) throw notFound('reminder', 'token')
  return JSON.parse(text) as ReminderLink
}
