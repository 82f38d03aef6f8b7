import { badInput } from '@vetgraph/kit/errors'
import { addDays, atTime } from '@vetgraph/kit/time'
import { RRuleTemporal } from 'rrule-temporal'
import { checkDay } from '../rosters/days.ts'
import { maxOccurrences } from './series.table.ts'

const day = '(MO|TU|WE|TH|FR|SA|SU)'
const monthDay = '-?([1-9]|[12]\\d|3[01])'
const month = '([1-9]|1[0-2])'

const list = (item: string) => new RegExp(`^${item}(,${item}){0,30}$`)

/** The parts of RFC 5545 that a series may have, and what each may say. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d?$/,
  COUNT: /^[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}$/,
  BYDAY: list(`(-?[1-5])?${day}`),
  BYMONTHDAY: list(monthDay),
  BYMONTH: list(month),
  BYSETPOS: list(monthDay),
  WKST: new RegExp(`^${day}$`),
}

const maxLength = 200

type Rule = Map<string, string>

/** A rule by its parts; BAD_USER_INPUT for what is no rule, and for one that never ends or has too many visits. */
export function ruleOf(text: string): Rule {
  if (text.length > maxLength) throw badInput('rule', `A rule has at most ${maxLength} characters.`)
  const rule: Rule = new Map()
  for (const part of text.replace(/^RRULE:/, '').split(';')) {
    const [name = '', value = ''] = part.split('=')
    if (!parts[name]?.test(value) || rule.has(name))
      throw badInput('rule', `${part || 'An empty part'} is not possible in a rule.`)
    rule.set(name, value)
  }
  if (!rule.has('FREQ')) throw badInput('rule', 'A rule says how often: FREQ.')
  if (rule.has('COUNT') === rule.has('UNTIL'))
    throw badInput('rule', 'A series ends: give COUNT or UNTIL, not both.')
  const until = rule.get('UNTIL')
  if (until) checkDay(dayOfUntil(until), 'rule')
  if (Number(rule.get('COUNT') ?? 0) > maxOccurrences)
    throw badInput('rule', `A series has at most ${maxOccurrences} visits.`)
  return rule
}

const dayOfUntil = (until: string) => until.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')

export const textOfRule = (rule: Rule) => [...rule].map(([name, value]) => `${name}=${value}`).join(';')

/** The same rule with another number of visits, whatever ended it before. */
export function withCount(text: string, count: number): string {
  const rule = ruleOf(text)
  rule.delete('UNTIL')
  rule.set('COUNT', String(count))
  return textOfRule(rule)
}

/** How many visits the rule names, when it counts them. */
export const countOf = (text: string) => Number(ruleOf(text).get('COUNT')) || null

/**
 * The days of a series, the first one among them. RFC 5545 decides: a day that a month does not have is left out, so
 * that the 31st comes in seven months of the year; BYMONTHDAY=-1 is the last day of each month.
 */
export function daysOf(text: string, firstDay: string): string[] {
  const rule = ruleOf(text)
  const stamp = (date: string) => date.replaceAll('-', '')
  const until = rule.get('UNTIL')
  // Days only, in a zone without changes of the clock: the time of day is added in the location's zone.
  if (until) rule.set('UNTIL', `${until}T235959Z`)
  let days: string[]
  try {
    days = new RRuleTemporal({
      rruleString: `DTSTART:${stamp(firstDay)}T120000Z\nRRULE:${textOfRule(rule)}`,
      maxIterations: 5_000,
    })
      .all((_, number) => number <= maxOccurrences)
      .map((moment) => moment.toPlainDate().toString())
  } catch {
    throw badInput('rule', 'This rule has no days.')
  }
  if (days.length > maxOccurrences)
    throw badInput('rule', `A series has at most ${maxOccurrences} visits; this rule has more.`)
  if (days[0] !== firstDay)
    throw badInput('rule', `The first visit, on ${firstDay}, is not on a day of the rule.`)
  return days
}

/** When the visits of a series start: at one time of day by the location’s clock, summer and winter (AP7). */
export const startsOn = (days: readonly string[], zone: string, timeOfDay: string): Date[] =>
  days.map((date) => atTime(zone, date, timeOfDay))

/** What is left of a rule from one of its visits on. */
export function restOf(text: string, number: number): string {
  const count = countOf(text)
  return count === null ? text : withCount(text, count - number + 1)
}

export const shifted = (date: string, days: number) => (days === 0 ? date : addDays(date, days))
