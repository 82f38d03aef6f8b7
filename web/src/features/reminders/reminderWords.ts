import type { MailStatus, MessageStatus, NotSentReason, ReminderKind } from '../../gql/types'
import type { Tone } from '../../ui/Tag'
import type { ReminderRule_ruleFragment } from './reminders.gen'

export const kinds: Record<ReminderKind, string> = {
  APPOINTMENT: 'Booked visits',
  VACCINATION: 'Vaccinations due',
}

export const statuses: Record<MessageStatus, { label: string; tone: Tone }> = {
  PLANNED: { label: 'Planned', tone: 'info' },
  SENT: { label: 'Sent', tone: 'good' },
  NOT_SENT: { label: 'Not sent', tone: 'warn' },
  STOPPED: { label: 'Stopped', tone: 'neutral' },
}

export const reasons: Record<NotSentReason, string> = {
  BOOKED_INSIDE_WINDOW: 'Booked too shortly before',
  ENDED: 'No longer due',
  MOVED: 'Due at another time now',
  ALREADY_BOOKED: 'A visit was booked already',
  PATIENT_INACTIVE: 'The patient comes no more',
  OWNER_INACTIVE: 'The client is archived',
  NO_ADDRESS: 'No e-mail address',
  NO_CONSENT: 'No consent',
  TOO_LATE: 'Too late',
}

const listOf = (words: readonly string[]) => new Intl.ListFormat('en').format(words)

export function stepWords(step: number): string {
  if (step === 0) return 'on the day'
  const days = Math.abs(step)
  return `${days} ${days === 1 ? 'day' : 'days'} ${step < 0 ? 'before' : 'after'}`
}

interface Named {
  id: string
  name: string
}

const namesOf = (ids: readonly string[], all: readonly Named[]) =>
  listOf(ids.map((id) => all.find((each) => each.id === id)?.name ?? id))

type Rule = Pick<ReminderRule_ruleFragment, 'kind' | 'steps' | 'timeOfDay' | 'speciesIds' | 'locationIds'>

/** What a rule does, as a sentence. */
export function ruleWords(
  { kind, steps, timeOfDay, speciesIds, locationIds }: Rule,
  { species, locations }: { species: readonly Named[]; locations: readonly Named[] },
): string {
  const what = kind === 'APPOINTMENT' ? 'a booked visit' : 'a vaccination that is due'
  const whose = speciesIds.length > 0 ? ` (${namesOf(speciesIds, species)} only)` : ''
  const where = locationIds.length > 0 ? ` at ${namesOf(locationIds, locations)}` : ''
  return `Reminds of ${what}${whose}${where} by e-mail at ${timeOfDay}, ${listOf(steps.map(stepWords))}.`
}

export const mailStatusWords: Record<MailStatus, string> = {
  QUEUED: 'Waiting to be sent',
  SENDING: 'Being sent',
  SENT: 'Taken by the mail server',
  UNCERTAIN: 'Uncertain whether it arrived',
  FAILED: 'Failed',
  KEPT: 'Kept here: no mail server is set up',
}
