import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound, stale } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { authorize } from '@vetgraph/kit/access/authorize'
import { belongsTo } from '@vetgraph/kit/access/household'
import { eq } from 'drizzle-orm'
import { owners } from '../owners/owner.table.ts'
import { latestDay } from '../refs/location-ref.service.ts'
import { earliestBirth } from './age.ts'
import { numbersOf } from './microchip.service.ts'
import type { ArchivePetInput, PetStatusInput, RecordDeathInput } from './pet.inputs.ts'
import { announcePet, lockPet, petValues, petValuesFor } from './pet.service.ts'
import { type PetRow, pets, PetStatus } from './pet.table.ts'

interface StatusChange {
  /** As the audit names it. */
  verb: string
  /** From which of them it leads there; in the status itself nothing is left to do. */
  from: readonly PetStatus[]
  to: PetStatus
  statusReason: string | null
  deceasedOn?: string | null
  deathReportedAt?: Date | null
  /** What is refused of this patient, and what else is told. */
  check?: (ctx: Context, before: PetRow) => Promise<void>
  tell?: (ctx: Context, pet: PetRow) => Promise<void>
}

const words: Record<PetStatus, string> = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  DECEASED: 'deceased',
  TRANSFERRED: 'transferred',
}

/** Changes whether a patient still comes; doing it twice is no error. */
async function changeStatus(ctx: Context, input: PetStatusInput, change: StatusChange): Promise<PetRow> {
  const { verb, from, to, statusReason, deceasedOn = null, deathReportedAt = null, check, tell } = change
  const before = await lockPet(ctx, input.id, 'id')
  if (before.status === to) return before
  const chips = await numbersOf(ctx, before.id)
  if (input.version != null && input.version !== before.version) {
    throw stale(petValuesFor(ctx, before, chips), before.version)
  }
  if (!from.includes(before.status)) {
    throw conflict(`${before.name} is ${words[before.status]}.`, { field: 'id', status: before.status })
  }
  await check?.(ctx, before)
  const [pet] = await ctx.db
    .update(pets)
    .set({
      ...{ status: to, statusReason, deceasedOn, deathReportedAt },
      ...{ version: before.version + 1, updatedAt: ctx.now() },
    })
    .where(eq(pets.id, before.id))
    .returning()
  await audit(ctx, `pet.${verb}`, {
    entity: 'Pet',
    entityId: before.id,
    before: petValues(before, chips),
    after: petValues(pet!, chips),
  })
  await announcePet(ctx, pet!)
  await tell?.(ctx, pet!)
  return pet!
}

/** Makes a patient inactive: still found behind the filter, no longer booked (PT5). */
export async function archivePet(ctx: Context, input: ArchivePetInput): Promise<PetRow> {
  authorize(ctx, 'pet:archive')
  return transact(ctx, async (ctx) =>
    changeStatus(ctx, input, {
      ...{ verb: 'archive', from: [PetStatus.ACTIVE], to: PetStatus.INACTIVE },
      statusReason: input.reason,
    }),
  )
}

/** Nobody brings the patient of a client who is gone (PT5); whoever may not see clients is told no more than that. */
async function checkOwnerPresent(ctx: Context, { ownerId }: PetRow) {
  const [owner] = await ctx.db
    .select({ archivedAt: owners.archivedAt })
    .from(owners)
    .where(eq(owners.id, ownerId))
  if (owner?.archivedAt)
    throw conflict('The owner is archived: reactivate the owner first.', { field: 'id', ownerId })
}

/** Makes a patient active again, whose owner must be a present client (PT5). */
export async function reactivatePet(ctx: Context, input: PetStatusInput): Promise<PetRow> {
  authorize(ctx, 'pet:archive')
  return transact(ctx, async (ctx) =>
    changeStatus(ctx, input, {
      ...{ verb: 'reactivate', from: [PetStatus.INACTIVE, PetStatus.TRANSFERRED], to: PetStatus.ACTIVE },
      statusReason: null,
      check: checkOwnerPresent,
    }),
  )
}

/** Refuses a day in the future, and one before the patient was born or could have been. */
export async function checkPastDay(ctx: Context, field: string, day: string, dateOfBirth: string | null) {
  if (day > (await latestDay(ctx))) throw badInput(field, 'This day has not come yet.')
  if (day < (dateOfBirth ?? earliestBirth)) throw badInput(field, 'This is before the day of birth.')
}

const death = ({ diedOn, reason = null }: RecordDeathInput) => ({
  from: [PetStatus.ACTIVE, PetStatus.INACTIVE],
  to: PetStatus.DECEASED,
  statusReason: reason,
  deceasedOn: diedOn,
  check: (ctx: Context, { dateOfBirth }: PetRow) => checkPastDay(ctx, 'diedOn', diedOn, dateOfBirth),
  tell: (ctx: Context, { id }: PetRow) => emit(ctx, 'pet.died', id, { id }),
})

/** Records that a patient has died: its visits ahead are cancelled, and its age stops (PT4). */
export async function recordDeath(ctx: Context, input: RecordDeathInput): Promise<PetRow> {
  authorize(ctx, 'pet:record-death')
  return transact(ctx, async (ctx) =>
    changeStatus(ctx, input, {
      ...death(input),
      verb: 'record-death',
    }),
  )
}

/** The owner tells that a pet has died: it counts at once, and the hospital confirms it or takes it back (P2). */
export async function reportDeath(ctx: Context, input: RecordDeathInput): Promise<PetRow> {
  const { ownerId } = authorize(ctx, 'own-household:read')
  return transact(ctx, async (ctx) => {
    const pet = await lockPet(ctx, input.id, 'id')
    if (!belongsTo(ownerId, pet)) throw notFound('pet', 'id')
    return changeStatus(ctx, input, {
      ...death(input),
      verb: 'report-death',
      deathReportedAt: ctx.now(),
    })
  })
}

/** The hospital confirms a death that the owner has reported; doing it twice is no error (P2). */
export async function confirmDeath(ctx: Context, input: PetStatusInput): Promise<PetRow> {
  authorize(ctx, 'pet:record-death')
  return transact(ctx, async (ctx) => {
    const before = await lockPet(ctx, input.id, 'id')
    if (before.status !== PetStatus.DECEASED) {
      throw conflict(`${before.name} is ${words[before.status]}.`, { field: 'id', status: before.status })
    }
    if (before.deathReportedAt === null) return before
    if (input.version != null && input.version !== before.version) {
      throw stale(petValuesFor(ctx, before, await numbersOf(ctx, before.id)), before.version)
    }
    const [pet] = await ctx.db
      .update(pets)
      .set({ deathReportedAt: null, version: before.version + 1, updatedAt: ctx.now() })
      .where(eq(pets.id, before.id))
      .returning()
    await audit(ctx, 'pet.confirm-death', {
      entity: 'Pet',
      entityId: before.id,
      before: { deathReportedAt: before.deathReportedAt },
      after: { deathReportedAt: null },
    })
    await announcePet(ctx, pet!)
    return pet!
  })
}

/** Takes back a death that was recorded in error: the patient is active, and its cancelled visits stand again (PT4). */
export async function undoDeath(ctx: Context, input: PetStatusInput): Promise<PetRow> {
  authorize(ctx, 'pet:record-death')
  return transact(ctx, async (ctx) =>
    changeStatus(ctx, input, {
      ...{ verb: 'undo-death', from: [PetStatus.DECEASED], to: PetStatus.ACTIVE },
      statusReason: null,
      check: checkOwnerPresent,
      tell: (ctx, { id }) => emit(ctx, 'pet.death-undone', id, { id }),
    }),
  )
}
