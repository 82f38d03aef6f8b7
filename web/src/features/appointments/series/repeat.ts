import { formatDay } from '../../../ui/format'

/** How often visits recur, as the dialogs offer it: the beginning of an RFC 5545 rule. */
export const frequencies = [
  { rule: 'FREQ=DAILY', label: 'Every day' },
  { rule: 'FREQ=WEEKLY', label: 'Every week' },
  { rule: 'FREQ=WEEKLY;INTERVAL=2', label: 'Every two weeks' },
  { rule: 'FREQ=WEEKLY;INTERVAL=4', label: 'Every four weeks' },
  { rule: 'FREQ=MONTHLY', label: 'Every month' },
  { rule: 'FREQ=MONTHLY;INTERVAL=3', label: 'Every three months' },
] as const

export const maxVisits = 53

export interface Repeat {
  /** Empty for a single visit. */
  every: string
  /** As typed. */
  visits: string
}

export const once: Repeat = { every: '', visits: '6' }

/** The rule of what was chosen; null while there is none. */
export function ruleFrom({ every, visits }: Repeat): string | null {
  const count = Number(visits)
  return every !== '' && Number.isInteger(count) && count >= 1 && count <= maxVisits
    ? `${every};COUNT=${count}`
    : null
}

const parts = (rule: string) => {
  const [, every = rule, end = '', value = ''] = /^(.*);(COUNT|UNTIL)=(\d+)$/.exec(rule) ?? []
  return { every, end, value }
}

/** What can be chosen of a rule; one of another kind, made through the API, is offered as it is. */
export function repeatOf(rule: string): Repeat {
  const { every, end, value } = parts(rule)
  return { every, visits: end === 'COUNT' ? value : '' }
}

/** A rule in words: “Every two weeks, 6 visits”. */
export function ruleText(rule: string): string {
  const { every, end, value } = parts(rule)
  const often = frequencies.find((frequency) => frequency.rule === every)?.label ?? every
  if (end === 'COUNT') return `${often}, ${value} ${value === '1' ? 'visit' : 'visits'}`
  const until = value.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return end === 'UNTIL' ? `${often} until ${formatDay(until, 'dated')}` : often
}
