import { checkFirst, type Page, pageFrom, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { petAlerts } from '../alerts/pet-alert.table.ts'
import { vitals } from '../measurements/vitals.table.ts'
import { shownOnChart } from '../files/file.service.ts'
import { files } from '../files/file.table.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { medicalRecords } from '../medical-records/medical-record.table.ts'
import { pets } from '../pets/pet.table.ts'
import { weights } from '../pets/weight.table.ts'
import { prescriptions } from '../prescriptions/prescription.table.ts'
import { noonGiven, vaccinations } from '../vaccinations/vaccination.table.ts'
import { type PetStatusChangeRow, petStatusChanges } from './status-change.table.ts'
import { TimelineKind } from './timeline.types.ts'

interface Source {
  table: PgTable & Record<'id' | 'petId', PgColumn>
  at: PgColumn | SQL
  /** What the viewer sees, where its own list says so; `right`, `staff` and `owner` are for the others. */
  shown?: (ctx: Context) => SQL
  /** Which staff see them; null for all who see the patient. */
  right: Permission | null
  /** What staff are shown, and what the owner is (P1). */
  staff?: SQL
  owner?: SQL
  /** What it says, where it is too small for a statement of its own. */
  said?: SQL
}

const inForce = sql`${weights.retractedAt} is null`

const sources: Readonly<Record<TimelineKind, Source>> = {
  RECORD: {
    table: medicalRecords,
    at: medicalRecords.occurredAt,
    right: 'medical-record:read',
    owner: sql`${medicalRecords.releasedAt} is not null`,
  },
  VACCINATION: {
    table: vaccinations,
    at: noonGiven,
    right: 'vaccination:read',
    owner: sql`${vaccinations.kind} <> 'DECLINED' and ${vaccinations.retractedAt} is null`,
  },
  PRESCRIPTION: { table: prescriptions, at: prescriptions.prescribedAt, right: 'prescription:read' },
  WEIGHT: { table: weights, at: weights.measuredAt, right: null, staff: inForce, owner: inForce },
  VITALS: {
    table: vitals,
    at: vitals.measuredAt,
    right: 'medical-record:read',
    staff: sql`${vitals.retractedAt} is null`,
    owner: sql`false`,
  },
  ALERT: {
    table: petAlerts,
    at: petAlerts.addedAt,
    right: null,
    owner: sql`${petAlerts.kind} = 'ALLERGY' and ${petAlerts.removedAt} is null`,
  },
  STATUS: {
    table: petStatusChanges,
    at: petStatusChanges.changedAt,
    right: null,
    said: sql`jsonb_build_object('status', status, 'reason', reason, 'deceasedOn', deceased_on)`,
  },
  FILE: { table: files, at: files.takenAt, right: null, shown: shownOnChart },
}

/** Which of a kind the viewer sees of a pet who is shown already; null for none. */
function shownOf(ctx: Context, { shown, right, staff, owner }: Source): SQL | null {
  if (shown) return shown(ctx)
  const viewer = requireViewer(ctx)
  if (can(viewer, right ?? 'pet:read')) return staff ?? sql`true`
  if (!viewer.ownerId || !can(viewer, 'own-household:read')) return null
  return and(ownedBy(pets, viewer.ownerId), owner)!
}

export interface TimelineRow {
  id: string
  petId: string
  kind: TimelineKind
  at: Date
  /** Of a `STATUS`. */
  said: Pick<PetStatusChangeRow, 'status' | 'reason' | 'deceasedOn'> | null
}

interface Asked {
  kinds: readonly TimelineKind[]
  limit: number
  behindKey: string | null
  behindId: string | null
}

/**
 * One statement for many pets: of each kind as many as the page holds are taken from its index, in order, whatever
 * the length of the chart.
 */
async function readEntries(ctx: Context, petIds: readonly string[], asked: Asked): Promise<TimelineRow[]> {
  const { kinds, limit, behindKey, behindId } = asked
  const parts = kinds.flatMap((kind) => {
    const source = sources[kind]
    const shown = shownOf(ctx, source)
    if (!shown) return []
    const { table, at, said = sql`null::jsonb` } = source
    const behind =
      behindKey === null
        ? sql`true`
        : sql`(${at}, ${table.id}) < (${behindKey}::timestamptz, ${behindId}::uuid)`
    return [
      sql`(select ${kind}::text as kind, ${table.id} as id, ${at} as at, ${said} as said from ${table}
        where ${table.petId} = ${pets.id} and ${shown} and ${behind}
        order by ${at} desc, ${table.id} desc limit ${limit})`,
    ]
  })
  if (parts.length === 0) return []
  const rows = await ctx.db.execute<Omit<TimelineRow, 'petId' | 'at'> & { pet_id: string; at: number }>(
    sql`select ${pets.id} as pet_id, entry.kind, entry.id, entry.said, extract(epoch from entry.at)::float8 * 1000 as at
      from ${pets} cross join lateral
        (select * from (${sql.join(parts, sql` union all `)}) part order by at desc, id desc limit ${limit}) entry
      where ${pets.id} in ${petIds} order by entry.at desc, entry.id desc`,
  )
  return rows.map(({ pet_id, kind, id, at, said }) => ({ id, petId: pet_id, kind, at: new Date(at), said }))
}

async function countEntries(ctx: Context, petId: string, kinds: readonly TimelineKind[]): Promise<number> {
  const parts = kinds.flatMap((kind) => {
    const { table } = sources[kind]
    const shown = shownOf(ctx, sources[kind])
    return shown
      ? [sql`(select count(*)::int from ${table} where ${table.petId} = ${pets.id} and ${shown})`]
      : []
  })
  if (parts.length === 0) return 0
  const [counted] = await ctx.db.execute<{ number: number }>(
    sql`select ${sql.join(parts, sql` + `)} as number from ${pets} where ${pets.id} = ${petId}`,
  )
  return counted?.number ?? 0
}

type ReadFirst = (
  ctx: Context,
  petIds: readonly string[],
) => Promise<ReadonlyArray<readonly [string, TimelineRow]>>

const firstReads = new Map<string, ReadFirst>()

/** Reads the first pages of many pets; one function for each size and set of kinds, as loaders are kept by it. */
function readFirst(kinds: readonly TimelineKind[], limit: number): ReadFirst {
  const key = `${limit} ${kinds.join()}`
  const known = firstReads.get(key)
  if (known) return known
  const asked = { kinds, limit, behindKey: null, behindId: null }
  const read: ReadFirst = async (ctx, petIds) =>
    (await readEntries(ctx, petIds, asked)).map((row) => [row.petId, row] as const)
  firstReads.set(key, read)
  return read
}

/** Everything about a patient in the order of time, the latest first; that staff opened the chart stands in the audit (C1). */
export async function listTimelineOf(
  ctx: Context,
  petId: string,
  args: { first: number; after?: string | null },
  wanted: readonly TimelineKind[] | null,
): Promise<Page<TimelineRow>> {
  checkFirst(args.first)
  await noteChartOpened(ctx, petId, 'pet:read')
  const kinds = Object.values(TimelineKind).filter((kind) => wanted?.includes(kind) ?? true)
  const keyset = {
    key: sql`at`,
    id: pets.id,
    direction: 'desc' as const,
    keyOf: ({ at }: TimelineRow) => at,
    read: ({ behind }: { behind: Omit<Asked, 'kinds'> }) => readEntries(ctx, [petId], { kinds, ...behind }),
    count: () => countEntries(ctx, petId, kinds),
  }
  if (args.after) return pageOf(args, keyset)
  return pageFrom(args, keyset, await groupLoaderOf(ctx, readFirst(kinds, args.first + 1)).load(petId))
}
