import type { Context } from '@vetgraph/kit/context'
import { DomainError, ErrorCode, notFound } from '@vetgraph/kit/errors'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { notifyAll, signal } from '@vetgraph/kit/work/signals'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { can, householdOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { householdsOf } from '@vetgraph/kit/access/household'
import { asId, asIdOrNull } from '@vetgraph/kit/reads/refs'
import { eq, inArray } from 'drizzle-orm'
import { pets } from '../pets/pet.table.ts'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { noteChartOpened } from './chart-opening.service.ts'
import { readMedicalRecords } from './medical-record.service.ts'
import { type MedicalRecordRow, medicalRecords } from './medical-record.table.ts'
import {
  type MedicalRecordChange,
  type MedicalRecordChangeFilter,
  MedicalRecordChangeKind,
} from './record-change.types.ts'

export interface MedicalRecordSignal extends Signal {
  kind: MedicalRecordChangeKind
  recordId: string
  petId: string
  households: string[]
  isOwners: boolean
  at: string
}

const topic = 'medical-record'

/** A record's values as the graph shows them: for the audit, and beside a stale save. */
export const recordValues = (record: MedicalRecordRow) => ({
  petId: record.petId,
  appointmentId: record.appointmentId,
  status: record.status,
  subjective: record.subjective,
  objective: record.objective,
  assessment: record.assessment,
  plan: record.plan,
  diagnoses: record.diagnoses,
  occurredAt: record.occurredAt,
  backDated: record.backDated,
  releasedAt: record.releasedAt,
  retractionReason: record.retractionReason,
  updatedAt: record.updatedAt,
})

/** The record, kept from others until the transaction ends, or NOT_FOUND. */
export async function lockRecord(ctx: Context, id: string, field = 'id'): Promise<MedicalRecordRow> {
  const [record] = await ctx.db
    .select()
    .from(medicalRecords)
    .where(eq(medicalRecords.id, asId(id)))
    .for('update')
  if (!record) throw notFound('medical record', field)
  return record
}

/** FORBIDDEN unless the viewer has the right where the record was written: at its visit’s location (AU6). */
export async function authorizeFor(ctx: Context, record: MedicalRecordRow, permission: Permission) {
  const [visit] = record.appointmentId
    ? await ctx.db.select().from(appointmentRefs).where(eq(appointmentRefs.id, record.appointmentId))
    : []
  if (!can(requireViewer(ctx), permission, visit?.locationId)) {
    throw new DomainError(ErrorCode.FORBIDDEN, `You need the permission ${permission}.`, { permission })
  }
}

/** Whose the record is decides by which right somebody signs or retracts it. */
export const authorizeSigning = (ctx: Context, record: MedicalRecordRow) =>
  authorizeFor(
    ctx,
    record,
    record.authorId === requireViewer(ctx).userId ? 'medical-record:sign' : 'medical-record:sign-others',
  )

interface Changed {
  id: string
  petId: string
  /** Whether its owner sees it, or did before. */
  isOwners: boolean
}

async function signalsOf(
  ctx: Context,
  kind: MedicalRecordChangeKind,
  changed: readonly Changed[],
): Promise<MedicalRecordSignal[]> {
  const petIds = changed.map(({ petId }) => petId)
  const { id, ownerId, coOwnerIds } = pets
  const owned = await ctx.db.select({ id, ownerId, coOwnerIds }).from(pets).where(inArray(id, petIds))
  const households = new Map(owned.map((pet) => [pet.id, householdsOf(pet)]))
  const at = ctx.now().toISOString()
  return changed.map(({ id, petId, isOwners }) => ({
    kind,
    recordId: id,
    petId,
    households: households.get(petId)!,
    isOwners,
    at,
  }))
}

/** Tells open screens that overdue drafts were locked, in as many statements for many as for one. */
export async function tellLocked(ctx: Context, locked: readonly MedicalRecordRow[]) {
  const changed = locked.map(({ id, petId }) => ({ id, petId, isOwners: false }))
  await notifyAll(ctx, topic, await signalsOf(ctx, MedicalRecordChangeKind.SIGNED, changed))
}

/** An audit entry of a change. */
export const entryOf = (before: MedicalRecordRow | null, after: MedicalRecordRow) => ({
  entity: 'MedicalRecord',
  entityId: after.id,
  before: before && recordValues(before),
  after: recordValues(after),
})

/** Tells open screens what was done to a record. */
export async function tellChange(
  ctx: Context,
  kind: MedicalRecordChangeKind,
  before: MedicalRecordRow | null,
  after: MedicalRecordRow,
) {
  const isOwners = [before, after].some((row) => row !== null && row.releasedAt !== null)
  const [change] = await signalsOf(ctx, kind, [{ id: after.id, petId: after.petId, isOwners }])
  await signal(ctx, topic, change!)
}

/**
 * What changes in the records of one patient; an owner hears of what was released only, and of its withdrawal (P1).
 * That staff listen stands in the audit like an opened chart.
 */
export async function watchMedicalRecords(ctx: Context, filter: MedicalRecordChangeFilter) {
  const household = householdOf(ctx, 'medical-record:read')
  const petId = asIdOrNull(filter.petId)
  const [pet] = await ctx.db
    .select({ id: pets.id })
    .from(pets)
    .where(eq(pets.id, asId(filter.petId)))
  if (pet) await noteChartOpened(ctx, pet.id)
  return heard<MedicalRecordSignal>(
    ctx.live,
    topic,
    (change) =>
      change.petId === petId &&
      (household === null || (change.isOwners && change.households.includes(household))),
  )
}

/** The change with the record as the viewer sees it now. */
export async function getMedicalRecordChange(
  ctx: Context,
  { kind, recordId, at }: MedicalRecordSignal,
): Promise<MedicalRecordChange> {
  const [record] = await readMedicalRecords(ctx, [recordId])
  // To its owner a retracted record has been withdrawn, whatever the reason.
  const isHidden = !record && kind === MedicalRecordChangeKind.RETRACTED
  return {
    kind: isHidden ? MedicalRecordChangeKind.WITHDRAWN : kind,
    recordId,
    record: record ?? null,
    at: new Date(at),
  }
}
