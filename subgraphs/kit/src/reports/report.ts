import { authorize, locationsOf } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import type { Permission } from '../contracts/permissions.ts'
import { badInput } from '../errors.ts'
import { asIdOrNull } from '../reads/refs.ts'
import type { Names } from './names.ts'
import { checkPeriod, daysOf, monthsOf, type Period, periodBefore, yearBefore } from './period.ts'
import {
  type Report,
  type ReportColumn,
  ReportComparison,
  type ReportInput,
  type ReportRow,
  ReportRowKind,
} from './report.types.ts'

export const maxRows = 2000

/** A group of a currency, or all of its groups together. */
interface Place {
  total: boolean
  key: string | null
  currency: string | null
}

/** What the database answers for a group, and for all groups of a currency together. */
export type Sums<Measures> = Measures & Place

export interface Column<Measures> extends ReportColumn {
  value: (sums: Measures) => number | null
}

export interface Grouping {
  title: string
  kind: ReportRowKind
  /** The name of the group that has no key. */
  none: string
  /** Names by key; the key itself without one. */
  names?: Names
  /** The keys of all classes with their labels, in order. */
  classes?: readonly (readonly [key: string, label: string])[]
}

export type Wanted<By extends string> = Period & {
  groupBy: By
  /** The locations; null for all. */
  places: readonly string[] | null
}

/** A report as the subgraph that owns its data defines it. */
export interface ReportDefinition<By extends string, Measures> {
  /** Of its root field. */
  name: string
  /** Beside `report:read`. */
  permission: Permission
  columns: readonly Column<Measures>[]
  groupings: Readonly<Record<By, Grouping>>
  /** The measures of a group in which nothing happened. */
  nothing: Measures
  /** As many statements however long the period is, for at most `maxRows` groups and one more. */
  read: (ctx: Context, wanted: Wanted<By>) => Promise<Sums<Measures>[]>
}

/** The locations at which the viewer has both rights; null for all. */
function placesOf(ctx: Context, permission: Permission, locationId: string | undefined) {
  const viewer = authorize(ctx, 'report:read', locationId)
  authorize(ctx, permission, locationId)
  if (locationId !== undefined) return [locationId]
  const [one, other] = [locationsOf(viewer, 'report:read'), locationsOf(viewer, permission)]
  return one && other ? one.filter((place) => other.includes(place)) : (one ?? other)
}

const comparedPeriod: Record<ReportComparison, (period: Period) => Period> = {
  [ReportComparison.PERIOD_BEFORE]: periodBefore,
  [ReportComparison.YEAR_BEFORE]: yearBefore,
}

/** The keys of all rows in order, for groups that have one. */
function keysIn({ kind, classes = [] }: Grouping): ((period: Period) => string[]) | null {
  switch (kind) {
    case ReportRowKind.DAY:
      return daysOf
    case ReportRowKind.MONTH:
      return monthsOf
    case ReportRowKind.CLASS:
      return () => classes.map(([key]) => key)
    case ReportRowKind.NAME:
      return null
  }
}

const placeOf = ({ total, key, currency }: Place) => JSON.stringify([total, key, currency])

const byPlace = <P extends Place>(all: readonly P[]) => new Map(all.map((each) => [placeOf(each), each]))

/** The groups of the compared period under the keys of this one: its first day stands beside our first. */
function aligned<Measures>(
  sums: Sums<Measures>[],
  keysOf: ((period: Period) => string[]) | null,
  [period, before]: readonly [Period, Period],
): Sums<Measures>[] {
  if (!keysOf) return sums
  const [keys, earlier] = [keysOf(period), keysOf(before)]
  const keyOf = new Map(earlier.map((key, index) => [key, keys[index]]))
  return sums.flatMap((sum) => {
    if (sum.key === null) return sum
    const key = keyOf.get(sum.key)
    return key === undefined ? [] : { ...sum, key }
  })
}

/** A report of a period, beside what it is compared with, for those who may see it (RP1, RP3). */
export async function reportOf<By extends string, Measures>(
  ctx: Context,
  definition: ReportDefinition<By, Measures>,
  input: ReportInput & { groupBy: By },
): Promise<Report> {
  const places = placesOf(ctx, definition.permission, asIdOrNull(input.locationId) ?? undefined)
  checkPeriod(input)
  const { from, until, groupBy, compareWith } = input
  const period = { from, until }
  const grouping: Grouping = definition.groupings[groupBy]
  const { title, kind, none, names, classes } = grouping
  const comparedWith = compareWith ? comparedPeriod[compareWith](period) : null
  const read = async (wanted: Period) => {
    const sums = await definition.read(ctx, { ...wanted, groupBy, places })
    if (sums.filter(({ total }) => !total).length > maxRows)
      throw badInput('groupBy', 'There are more than 2,000 groups: choose a shorter period or other groups.')
    return sums
  }
  const keysOf = keysIn(grouping)
  const now = await read(period)
  const before = comparedWith ? aligned(await read(comparedWith), keysOf, [period, comparedWith]) : null
  const all = [...now, ...(before ?? [])]

  const currencies = [...new Set(all.map(({ currency }) => currency))].sort()
  const present = [...byPlace(all.filter(({ total }) => !total)).values()]
  const groups = keysOf
    ? currencies.flatMap((currency) => [
        ...keysOf(period).map((key) => ({ total: false, key, currency })),
        ...present.filter((group) => group.key === null && group.currency === currency),
      ])
    : present
  const keys = [...new Set(groups.flatMap(({ key }) => key ?? []))]
  const labels = classes ? new Map(classes) : keys.length > 0 ? await names?.(ctx, keys) : undefined

  const [found, foundBefore] = [byPlace(now), byPlace(before ?? [])]
  const valuesOf = (sums: Measures = definition.nothing) => definition.columns.map(({ value }) => value(sums))
  const rowOf = (place: Place, label: string): ReportRow => ({
    key: place.key,
    currency: place.currency,
    label,
    values: valuesOf(found.get(placeOf(place))),
    compared: before && valuesOf(foundBefore.get(placeOf(place))),
  })
  const rows = groups.map((group) =>
    rowOf(group, group.key === null ? none : (labels?.get(group.key) ?? group.key)),
  )
  if (!keysOf) rows.sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0) || a.label.localeCompare(b.label))
  return {
    name: definition.name,
    input,
    places,
    rowTitle: title,
    rowKind: kind,
    columns: definition.columns,
    rows,
    totals: currencies.map((currency) => rowOf({ total: true, key: null, currency }, 'Total')),
    comparedWith,
  }
}
