import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { asc, eq, inArray, or } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { csvOf, type LineError, linesOf, maxLines, type NumberedLine } from './price-list.csv.ts'
import type { ImportPriceListInput, PriceListChange, PriceListImport } from './price-list.types.ts'
import { addPrice, maxPrice, type NewPrice, pricesOn } from './price.service.ts'
import { saved } from './service.service.ts'
import { services, type ServiceRow } from './service.table.ts'
import { checkDay } from './tax-rate.service.ts'

/** As many mistakes as somebody mends at once. */
const maxErrors = 100

/** The price list of a location as a file that `importPriceList` reads again; who took it is audited (RP3). */
export async function exportPriceList(ctx: Context, locationId: string): Promise<string> {
  authorize(ctx, 'price:write', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const day = dayOf(ctx.now(), location.timeZone)
  const entries = await ctx.db
    .select()
    .from(services)
    .where(eq(services.active, true))
    .orderBy(asc(services.name), asc(services.id))
    .limit(maxLines)
  const prices = await pricesOn(ctx, { serviceIds: entries.map(({ id }) => id), location, day })
  await auditRead(ctx, 'price.export', [{ entity: 'Location', entityId: location.id }])
  const lines = entries.map((entry) => {
    const price = prices.get(entry.id)
    return {
      ...entry,
      price: price?.amount ?? null,
      taxIncluded: price?.taxIncluded ?? false,
      from: price?.effectiveFrom ?? null,
    }
  })
  return csvOf(lines, location.currency)
}

interface Planned {
  change: PriceListChange
  /** Null for a new entry. */
  before: ServiceRow | null
  line: NumberedLine
  price: Omit<NewPrice, 'serviceId'> | null
}

const isId = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

/** The entries that the lines name by id, or else by code. */
async function entriesOf(ctx: Context, lines: readonly NumberedLine[]): Promise<ServiceRow[]> {
  const ids = lines.flatMap(({ id }) => (id && isId(id) ? [id] : []))
  const codes = lines.flatMap(({ code }) => code ?? [])
  return ctx.db
    .select()
    .from(services)
    .where(or(inArray(services.id, ids), inArray(services.code, codes)))
    .orderBy(asc(services.id))
    .for('update')
}

/** What makes a line impossible beside the price list and the lines before it; null for nothing. */
function mistakeIn(
  { line, id, code, kind, price }: NumberedLine,
  entry: ServiceRow | undefined,
  seen: ReadonlySet<string>,
): LineError | null {
  const wrong = (column: string, message: string): LineError => ({ line, column, message })
  if (id && !entry) return wrong('id', 'There is no such entry; leave the id of a new one empty.')
  if (!entry && !code) return wrong('code', 'A new entry needs a code.')
  if (entry && seen.has(entry.id)) return wrong(id ? 'id' : 'code', 'An earlier line is about this entry.')
  if (code && seen.has(code)) return wrong('code', 'An earlier line has this code.')
  if (entry && entry.kind !== kind) return wrong('kind', 'The kind of an entry does not change.')
  if (price !== null && price > maxPrice) return wrong('price', 'A price is at most 10,000,000.')
  return null
}

/** What the lines change, and what is wrong with them, as the price list is now. */
async function plan(
  ctx: Context,
  lines: readonly NumberedLine[],
  { location, day }: { location: LocationRef; day: string },
): Promise<{ planned: Planned[]; errors: LineError[] }> {
  const rows = lines.length === 0 ? [] : await entriesOf(ctx, lines)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byCode = new Map(rows.flatMap((row) => (row.code ? [[row.code, row]] : [])))
  const prices = await pricesOn(ctx, { serviceIds: rows.map(({ id }) => id), location, day })
  const errors: LineError[] = []
  const seen = new Set<string>()
  const planned = lines.flatMap((line): Planned[] => {
    const entry = line.id ? byId.get(line.id) : line.code ? byCode.get(line.code) : undefined
    const mistake = mistakeIn(line, entry, seen)
    if (mistake) {
      errors.push(mistake)
      return []
    }
    for (const name of [entry?.id, line.code]) if (name) seen.add(name)
    const now = entry && prices.get(entry.id)
    const isPriced =
      line.price !== null && (now?.amount !== line.price || now.taxIncluded !== line.taxIncluded)
    const renamed = entry && entry.name !== line.name ? entry.name : null
    const recoded = entry && entry.code !== line.code
    const retaxed = entry && entry.taxClass !== line.taxClass
    if (entry && !isPriced && renamed === null && !recoded && !retaxed) return []
    const { currency } = location
    const change: PriceListChange = {
      line: line.line,
      name: line.name,
      isNew: !entry,
      previousName: renamed,
      code: recoded ? line.code : null,
      taxClass: retaxed ? line.taxClass : null,
      price: isPriced ? { amount: line.price!, currency } : null,
      previousPrice: isPriced && now ? { amount: now.amount, currency } : null,
    }
    const price = isPriced && {
      locationId: location.id,
      amount: line.price!,
      currency,
      taxIncluded: line.taxIncluded,
      effectiveFrom: day,
    }
    return [{ change, before: entry ?? null, line, price: price || null }]
  })
  // A code may move from one entry to another of the file, but not away from one that keeps it.
  const freed = new Set(
    planned.flatMap(({ before, line }) => (before?.code !== line.code ? (before?.code ?? []) : [])),
  )
  for (const { before, line } of planned) {
    const holder = line.code && byCode.get(line.code)
    if (holder && holder.id !== before?.id && !freed.has(line.code!))
      errors.push({
        line: line.line,
        column: 'code',
        message: 'Another entry of the price list has this code.',
      })
  }
  return { planned, errors }
}

async function apply(ctx: Context, planned: readonly Planned[]) {
  const recoded = planned.flatMap(({ before, line }) =>
    before?.code && before.code !== line.code ? [before.id] : [],
  )
  if (recoded.length > 0)
    await ctx.db.update(services).set({ code: null }).where(inArray(services.id, recoded))
  for (const { before, line, price, change } of planned) {
    const { name, code, kind, taxClass } = line
    const isChanged = change.isNew || change.previousName || change.taxClass || before?.code !== code
    const entry = !before
      ? await saved.add(ctx, { name, code, kind, taxClass, active: true })
      : isChanged
        ? await saved.change(ctx, before, { name, code, taxClass })
        : before
    if (price) await addPrice(ctx, { ...price, serviceId: entry.id })
  }
}

/**
 * Brings the price list of a location to what a file says, from a day on: all of it or, when any line is wrong, nothing.
 * A dry run answers the same and writes nothing. Read again, the same file changes nothing.
 * no audit: each entry’s and each price’s is written.
 */
export async function importPriceList(ctx: Context, input: ImportPriceListInput): Promise<PriceListImport> {
  authorize(ctx, 'price:write')
  const { locationId, csv, effectiveFrom, dryRun } = input
  authorize(ctx, 'price:write', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  checkDay(ctx, location, effectiveFrom)
  if (csv.trim() === '') throw badInput('csv', 'This file is empty.')
  const { lines, errors } = linesOf(csv, location.currency)
  return transact(ctx, async (ctx) => {
    await lockFor(ctx, 'price list')
    const plannedNow = await plan(ctx, lines, { location, day: effectiveFrom })
    const all = [...errors, ...plannedNow.errors].sort((a, b) => a.line - b.line)
    const changes = plannedNow.planned.map(({ change }) => change)
    if (all.length > 0 || dryRun) return { applied: false, changes, errors: all.slice(0, maxErrors) }
    await apply(ctx, plannedNow.planned)
    return { applied: true, changes, errors: [] }
  })
}
