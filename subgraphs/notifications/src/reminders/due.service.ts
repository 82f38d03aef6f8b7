import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts, DeliveredEvent, Events, PetFacts } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, sql } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { notSent, planDue, planDuesOf } from './plan.service.ts'
import {
  NotSentReason,
  type ReminderDueRow,
  reminderDues,
  ReminderKind,
  reminders,
} from './reminder.table.ts'

async function keepDue(ctx: Context, due: ReminderDueRow) {
  const [kept] = await ctx.db
    .insert(reminderDues)
    .values(due)
    .onConflictDoUpdate({
      target: [reminderDues.kind, reminderDues.petId, reminderDues.sourceId],
      set: due,
      setWhere: sql`${reminderDues.version} <= excluded.version`,
    })
    .returning()
  if (kept) await planDue(ctx, kept)
}

/**
 * Plans the reminders of a visit that was booked or moved; its client has agreed to the time at this moment (N4).
 * no authorization: an event of scheduling. no audit: the plan is the record.
 */
export async function hearVisit(
  ctx: Context,
  { at, payload }: Pick<DeliveredEvent<'appointment.booked'>, 'at'> & { payload: AppointmentFacts },
  ended = false,
) {
  const { id, version, petId, petName, ownerId, locationId, typeName, startsAt } = payload
  const [location, [pet]] = await Promise.all([
    locations.find(ctx, locationId),
    ctx.askPeer('Pet', [petId], 'id species { id }'),
  ])
  if (!location || !pet) return
  await transact(ctx, (ctx) =>
    keepDue(ctx, {
      ...{
        kind: ReminderKind.APPOINTMENT,
        sourceId: id,
        version,
        petId,
        petName,
        ownerId,
        locationId,
        ended,
      },
      speciesId: (pet['species'] as { id: string }).id,
      what: typeName,
      dueOn: dayOf(new Date(startsAt), location.timeZone),
      dueAt: new Date(startsAt),
      bookedAt: new Date(at),
    }),
  )
}

/**
 * Plans the reminders of a dose; one that was given or declined, or whose vaccination was retracted, ends them (N3).
 * no authorization: an event of clinical. no audit: the plan is the record.
 */
export async function hearVaccinationDue(ctx: Context, due: Events['vaccination.due']) {
  const { protocolId, protocolName, petId, petName, ownerId, speciesId, locationId, dueOn, isOpen } = due
  await transact(ctx, (ctx) =>
    keepDue(ctx, {
      ...{
        kind: ReminderKind.VACCINATION,
        sourceId: protocolId,
        petId,
        petName,
        ownerId,
        speciesId,
        locationId,
      },
      ...{ what: protocolName, dueOn, dueAt: null, bookedAt: null, ended: !isOpen, version: 0 },
    }),
  )
}

/**
 * Stops all messages about a pet at once that died, moved away or comes no more (P2), and those to a previous owner.
 * no authorization: an event of clinical. no audit: the plan is the record.
 */
export async function hearPet(ctx: Context, { id, active, ownerId, name }: PetFacts) {
  await transact(ctx, async (ctx) => {
    await ctx.db.update(reminderDues).set({ ownerId, petName: name }).where(eq(reminderDues.petId, id))
    const elsewhere = active ? sql`${reminders.ownerId} <> ${ownerId}` : undefined
    await notSent(ctx, NotSentReason.PATIENT_INACTIVE, and(eq(reminders.petId, id), elsewhere))
    if (active) await planDuesOf(ctx, id)
  })
}
