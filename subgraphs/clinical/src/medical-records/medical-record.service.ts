import { checkFirst, type Page, pageFrom, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import type { Database } from '@vetgraph/kit/database/database'
import { narrowed } from '@vetgraph/kit/reads/narrow'
import { can, householdOf, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { asId, asIdOrNull, groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import {
  and,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  lt,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import { anywhere } from '../search/fold.ts'
import { findPet } from '../pets/pet.service.ts'
import { pets } from '../pets/pet.table.ts'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { noteChartOpened, noteRecordsSearched } from './chart-opening.service.ts'
import { recordColumns } from './last-record.ts'
import {
  diagnosisWords,
  type MedicalRecordRow,
  medicalRecords,
  MedicalRecordStatus,
} from './medical-record.table.ts'
import type { MedicalRecordFilter } from './medical-record.types.ts'

/** Staff with the right see every record; an owner what was released of the own household's pets (P1, AU4, MR12). */
function seenBy(db: Database, ownerId: string | Placeholder | null): SQL | undefined {
  if (!ownerId) return undefined
  const household = db.select({ id: pets.id }).from(pets).where(ownedBy(pets, ownerId))
  return and(isNotNull(medicalRecords.releasedAt), inArray(medicalRecords.petId, household))
}

const visible = (ctx: Context) => seenBy(ctx.db, householdOf(ctx, 'medical-record:read'))

type Asked = Places<{ ids: readonly string[]; ownerId: string | null }>

const recordsById = statement((db, { ids, ownerId }: Asked) =>
  db
    .select()
    .from(medicalRecords)
    .where(and(among(medicalRecords.id, ids), seenBy(db, ownerId))),
)

export const readMedicalRecords = (ctx: Context, ids: readonly string[]): Promise<MedicalRecordRow[]> =>
  recordsById(ctx, { ids, ownerId: householdOf(ctx, 'medical-record:read') })

/** Opens a record; that staff did so stands in the audit. */
export async function findMedicalRecord(ctx: Context, id: string): Promise<MedicalRecordRow | null> {
  const record = await loaderOf(ctx, readMedicalRecords).load(id)
  if (record) await noteChartOpened(ctx, record.petId)
  return record
}

/** Every word of the search, or its beginning, must stand in the record; a search without a word finds everything. */
function containing(search: string | null | undefined): SQL | undefined {
  if (!search || !/[\p{L}\p{N}]/u.test(search.normalize('NFKC'))) return undefined
  return sql`clinical.record_words(${medicalRecords.subjective}, ${medicalRecords.objective},
    ${medicalRecords.assessment}, ${medicalRecords.plan}) @@ clinical.sought_words(${search})`
}

/** A diagnosis of the record has the code, or the text in its words. */
function diagnosedAs(diagnosis: string | null | undefined): SQL | undefined {
  if (!diagnosis?.trim()) return undefined
  const quoted = JSON.stringify(diagnosis.trim()).slice(1, -1)
  return sql`${diagnosisWords} like ${anywhere(quoted)}`
}

const latestFirst = (ctx: Context, wanted: SQL | undefined) => ({
  key: medicalRecords.occurredAt,
  id: medicalRecords.id,
  direction: 'desc' as const,
  keyOf: (row: MedicalRecordRow) => row.occurredAt,
  read: ({ where, orderBy, limit }: { where: SQL | undefined; orderBy: SQL[]; limit: number }) =>
    ctx.db
      .select()
      .from(medicalRecords)
      .where(and(wanted, where))
      .orderBy(...orderBy)
      .limit(limit),
  count: () => ctx.db.$count(medicalRecords, wanted),
})

/** The records of a visit; of visits at locations where somebody does not work nothing is told (AU6). */
function ofVisit(ctx: Context, id: string): SQL | undefined {
  const isOfVisit = eq(medicalRecords.appointmentId, id)
  const places = can(ctx.viewer, 'medical-record:read')
    ? locationsOf(requireViewer(ctx), 'medical-record:read')
    : null
  if (places === null) return isOfVisit
  const visit = ctx.db
    .select({ id: appointmentRefs.id })
    .from(appointmentRefs)
    .where(and(eq(appointmentRefs.id, id), inArray(appointmentRefs.locationId, [...places])))
  return and(isOfVisit, exists(visit))
}

/** How many records somebody has begun and not signed. */
export const countDrafts = (ctx: Context, authorId: string): Promise<number> =>
  ctx.db.$count(
    medicalRecords,
    and(
      visible(ctx),
      eq(medicalRecords.authorId, authorId),
      eq(medicalRecords.status, MedicalRecordStatus.DRAFT),
    ),
  )

/** Records, latest first, found by text, pet, visit, author, day and status; what the viewer may not see is not even counted (MR12). */
export async function listMedicalRecords(
  ctx: Context,
  args: { first: number; after?: string | null },
  filter: MedicalRecordFilter | null,
): Promise<Page<MedicalRecordRow>> {
  const petId = asIdOrNull(filter?.petId)
  const wanted = and(
    visible(ctx),
    petId === null ? undefined : eq(medicalRecords.petId, petId),
    filter?.appointmentId == null ? undefined : ofVisit(ctx, asId(filter.appointmentId)),
    filter?.authorId == null ? undefined : eq(medicalRecords.authorId, asId(filter.authorId)),
    filter?.status ? eq(medicalRecords.status, filter.status) : undefined,
    filter?.from ? gte(medicalRecords.occurredAt, filter.from) : undefined,
    filter?.before ? lt(medicalRecords.occurredAt, filter.before) : undefined,
    containing(filter?.search),
    diagnosedAs(filter?.diagnosis),
  )
  const page = await pageOf(args, latestFirst(ctx, wanted))
  if (petId === null) {
    await noteRecordsSearched(
      ctx,
      filter,
      page.rows.map(({ id }) => id),
    )
  } else if (await findPet(ctx, petId)) {
    await noteChartOpened(ctx, petId)
  }
  return page
}

type ReadFirst = (
  ctx: Context,
  petIds: readonly string[],
) => Promise<ReadonlyArray<readonly [string, MedicalRecordRow]>>

const firstReads = new Map<number, ReadFirst>()

/** Reads the latest records of many pets in one statement; one function per size, as loaders are kept by it. */
function readLatestOf(limit: number): ReadFirst {
  const known = firstReads.get(limit)
  if (known) return known
  const columns = { ...recordColumns, always: ['id', 'petId', 'occurredAt'] as const }
  const latestOf = narrowed(columns, (db, columns, { ids, ownerId }: Asked) => {
    const latest = db
      .select(columns)
      .from(medicalRecords)
      .where(and(eq(medicalRecords.petId, pets.id), seenBy(db, ownerId)))
      .orderBy(desc(medicalRecords.occurredAt), desc(medicalRecords.id))
      .limit(limit)
      .as('latest')
    return db
      .select({ latest: latest._.selectedFields })
      .from(pets)
      .innerJoinLateral(latest, sql`true`)
      .where(among(pets.id, ids))
      .orderBy(desc(latest.occurredAt), desc(latest.id))
  })
  const read: ReadFirst = async (ctx, ids) => {
    const rows = await latestOf(ctx, { ids, ownerId: householdOf(ctx, 'medical-record:read') })
    return rows.map(({ latest }) => [latest.petId, latest] as const)
  }
  firstReads.set(limit, read)
  return read
}

/** A pet's records, latest first; that staff opened the chart stands in the audit. */
export async function listRecordsOf(
  ctx: Context,
  petId: string,
  args: { first: number; after?: string | null },
): Promise<Page<MedicalRecordRow>> {
  const reading = latestFirst(ctx, and(eq(medicalRecords.petId, petId), visible(ctx)))
  checkFirst(args.first)
  await noteChartOpened(ctx, petId)
  if (args.after) return pageOf(args, reading)
  const rows = await groupLoaderOf(ctx, readLatestOf(args.first + 1)).load(petId)
  return pageFrom(args, reading, rows)
}

/** The latest record of a pet that was read without it; null also for those who may not read records at all. */
export async function findLastRecord(ctx: Context, petId: string): Promise<MedicalRecordRow | null> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'medical-record:read') && viewer.ownerId === null) return null
  const [latest] = await groupLoaderOf(ctx, readLatestOf(1)).load(petId)
  return latest ?? null
}
