import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { type LocationPolicies, policyLimits } from '@vetgraph/kit/contracts/location-policies'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, unavailable } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { asc, eq } from 'drizzle-orm'
import { announceLocation, getLocation } from './location.service.ts'
import { type LocationRow, locations, type WeeklyHours } from './location.table.ts'
import type { CreateLocationInput, OpeningHoursInput, UpdateLocationInput } from './location.types.ts'

const saved = writing({
  table: locations,
  type: 'Location',
  noun: 'location',
  values: ({ id, version, createdAt, updatedAt, ...values }) => values,
  announce: announceLocation,
})

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** The currency, or BAD_USER_INPUT in the field's name. */
export function requiredCurrency(field: string, currency: string): string {
  if (currencies.has(currency)) return currency
  throw badInput(field, 'This is no currency of ISO 4217, like EUR.')
}

/** A tax rate in basis points, or BAD_USER_INPUT in the field's name. */
export function requiredTaxRate(field: string, rate: number): number {
  if (rate >= 0 && rate <= 10_000) return rate
  throw badInput(field, 'A tax is 0 to 100 %.')
}

/** Monday to Friday, for a location that has said nothing yet. */
export const usualWeek: WeeklyHours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  opens: '08:30',
  closes: '18:00',
}))

const maxSpans = 3

function weekOf(given: readonly OpeningHoursInput[]): WeeklyHours[] {
  const week = given
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }))
    .sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens))
  week.forEach(({ weekday, opens, closes }, place) => {
    if (opens >= closes) throw badInput('openingHours', 'A location closes after it opens.')
    const before = week[place - 1]
    if (before?.weekday === weekday && before.closes > opens)
      throw badInput('openingHours', 'The hours of a day overlap.')
    if (week[place - maxSpans]?.weekday === weekday)
      throw badInput('openingHours', `A day has at most ${maxSpans} spans.`)
  })
  return week
}

/** Digits and letters of an IBAN leave 1 when they are divided by 97 (ISO 13616). */
function checkBankAccount(account: string) {
  const [, iban] =
    /\b([A-Z]{2}\d{2} ?[\dA-Z ]{11,38}?)\s*(?:$|[^\dA-Z ]|BIC|SWIFT)/.exec(account.toUpperCase()) ?? []
  if (!iban) return
  const compact = iban.replaceAll(' ', '')
  const digits = (compact.slice(4) + compact.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  )
  if (BigInt(digits) % 97n !== 1n)
    throw badInput('bankAccount', 'This IBAN has a mistake: its check digits do not fit.')
}

const fields = [
  'phone',
  'email',
  'vatNumber',
  'bankAccount',
  'lateCancellationHours',
  'bookingMonthsAhead',
  'estimateValidDays',
] as const

type Details = Pick<CreateLocationInput, (typeof fields)[number] | 'openingHours'>

/** What both verbs take over, checked. */
function detailsOf(input: Details) {
  const { openingHours, bankAccount } = input
  if (bankAccount) checkBankAccount(bankAccount)
  for (const [policy, [least, most]] of Object.entries(policyLimits)) {
    const value = input[policy as keyof LocationPolicies]
    if (typeof value === 'number' && (value < least || value > most))
      throw badInput(policy, `From ${least} to ${most}.`)
  }
  return {
    ...changesOf(locations, input, fields),
    ...(openingHours && { openingHours: weekOf(openingHours) }),
  }
}

/** Opens another location of the hospital. */
export async function createLocation(ctx: Context, input: CreateLocationInput): Promise<LocationRow> {
  authorize(ctx, 'location:write')
  const id = await once(ctx, 'location.create', input, async (ctx) => {
    const { name, timeZone, address } = input
    const location = await saved.add(ctx, {
      openingHours: usualWeek,
      ...detailsOf(input),
      name,
      timeZone,
      address,
      currency: requiredCurrency('currency', input.currency),
      taxRate: requiredTaxRate('taxRate', input.taxRate),
    })
    return location.id
  })
  return getLocation(ctx, id)
}

/** The number of visits at a location that are open or ahead, as scheduling knows it. */
async function openVisits(ctx: Context, id: string): Promise<number> {
  const [answer] = await ctx.askPeer('Location', [id], 'openAppointments', 'scheduling')
  if (!answer) throw unavailable()
  return answer['openAppointments'] as number
}

async function checkTimeZone(ctx: Context, before: LocationRow, timeZone: string) {
  if (timeZone === before.timeZone) return
  const appointments = await openVisits(ctx, before.id)
  if (appointments > 0)
    throw conflict(
      `${visits(appointments)} at ${before.name}: in another time zone they would be at another hour.`,
      { field: 'timeZone', appointments },
    )
}

async function checkCurrency(ctx: Context, before: LocationRow, currency: string) {
  requiredCurrency('currency', currency)
  if (currency === before.currency) return
  const [answer] = await ctx.askPeer('Location', [before.id], 'hasAmounts', 'billing')
  if (!answer) throw unavailable()
  if (answer['hasAmounts'])
    throw conflict(
      `${before.name} has prices, estimates, invoices or payments in ${before.currency}: its currency stays.`,
      { field: 'currency' },
    )
}

const visits = (count: number) =>
  count === 1 ? 'One visit is open or ahead' : `${count} visits are open or ahead`

async function checkRetired(ctx: Context, before: LocationRow) {
  // All of them are locked, so that of two retired at once one stays.
  const active = await ctx.db
    .select({ id: locations.id })
    .from(locations)
    .where(eq(locations.active, true))
    .orderBy(asc(locations.id))
    .for('update')
  if (active.every(({ id }) => id === before.id))
    throw conflict(`${before.name} is the only location: a hospital has one.`, { field: 'active' })
  const appointments = await openVisits(ctx, before.id)
  if (appointments > 0)
    throw conflict(`${visits(appointments)} at ${before.name}: move or cancel them first.`, {
      field: 'active',
      appointments,
    })
}

/** Changes, retires or brings back a location; it counts everywhere at once (S2). It is never deleted (S1). */
export async function updateLocation(ctx: Context, input: UpdateLocationInput): Promise<LocationRow> {
  authorize(ctx, 'location:write')
  const details = detailsOf(input)
  const { timeZone, currency, active } = input
  return transact(ctx, async (ctx) => {
    if (active === false) {
      const seen = await getLocation(ctx, input.id)
      if (seen.active) await checkRetired(ctx, seen)
    }
    const before = await saved.lock(ctx, input.id, input.version)
    if (timeZone) await checkTimeZone(ctx, before, timeZone)
    if (currency) await checkCurrency(ctx, before, currency)
    return saved.change(ctx, before, {
      ...details,
      ...changesOf(locations, input, ['name', 'timeZone', 'currency', 'address', 'active']),
    })
  })
}
