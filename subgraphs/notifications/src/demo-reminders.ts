import type { Context } from '@vetgraph/kit/context'
import { sealReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan, DemoVisit } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addDays, addMinutes, atTime, dayOf } from '@vetgraph/kit/time'
import { ConsentChannel, consentDecisions, ConsentPurpose, ConsentSource } from './consents/consent.table.ts'
import { keepMail } from './mails/mail.service.ts'
import { MessageChannel } from './message-templates/message-template.table.ts'
import { planReminders } from './reminders/plan.service.ts'
import {
  MessageStatus,
  NotSentReason,
  reminderDues,
  ReminderKind,
  type ReminderRow,
  reminderRules,
  reminders,
} from './reminders/reminder.table.ts'

const day = 24 * 60
const sentOnes = 8
const remindedOnes = 4
const dosesDue = 12

const ruleOf = (
  number: number,
  kind: ReminderKind,
  name: string,
  steps: number[],
  active: boolean,
  at: Date,
) => ({
  ...{
    id: demoId('reminder-rule', number),
    name,
    kind,
    steps,
    timeOfDay: '09:00',
    channel: MessageChannel.EMAIL,
  },
  ...{ speciesIds: [], locationIds: [], active, version: 1, createdAt: at, updatedAt: at },
})

/** Most owners have agreed to be reminded by e-mail; every eighth has not. */
const decisionsOf = ({ owners, staff }: DemoPlan, decidedAt: Date) =>
  owners.flatMap(({ id: ownerId }, place) =>
    [ConsentPurpose.APPOINTMENT_REMINDERS, ConsentPurpose.HEALTH_REMINDERS].map((purpose, second) => ({
      id: demoId('consent-decision', place * 2 + second),
      ...{
        ownerId,
        purpose,
        channel: ConsentChannel.EMAIL,
        version: 1,
        granted: place % 8 !== 7,
        wordingVersion: 1,
      },
      ...{ source: ConsentSource.FRONT_DESK, decidedAt, recordedById: staff[0]!.id },
    })),
  )

const visitDue = ({ id, pet, location, type, startsAt }: DemoVisit, bookedAt: Date) => ({
  ...{ kind: ReminderKind.APPOINTMENT, petId: pet.id, sourceId: id, petName: pet.name, ownerId: pet.ownerId },
  ...{ speciesId: pet.species.id, locationId: location.id, what: type.name, dueAt: startsAt, bookedAt },
  ...{ dueOn: dayOf(startsAt, location.timeZone), ended: false, version: 1 },
})

const sentOnOf = ({ startsAt, location }: DemoVisit) => addDays(dayOf(startsAt, location.timeZone), -2)
const sentAtOf = (visit: DemoVisit) => atTime(visit.location.timeZone, sentOnOf(visit), '09:00')

const expected = ['SCHEDULED', 'CONFIRMED']

/**
 * What was decided in the last days: sent for visits that are still ahead, then for past ones sent, stopped by hand, or
 * not sent for each reason.
 */
function decidedOf(
  ahead: readonly DemoVisit[],
  past: readonly DemoVisit[],
  stoppedById: string,
): ReminderRow[] {
  const sent = { status: MessageStatus.SENT, reason: null }
  const outcomes = [
    ...ahead.map(() => sent),
    ...Array.from({ length: sentOnes }, () => sent),
    { status: MessageStatus.STOPPED, reason: null },
    ...Object.values(NotSentReason).map((reason) => ({ status: MessageStatus.NOT_SENT, reason })),
  ]
  const visits = [...ahead, ...past]
  return outcomes.flatMap(({ status, reason }, place) => {
    const visit = visits[place]
    if (!visit) return []
    const { kind, petId, sourceId, petName, ownerId, locationId, what, dueOn, dueAt } = visitDue(
      visit,
      visit.startsAt,
    )
    const { timeZone } = visit.location
    const sendOn = sentOnOf(visit)
    const sendAt = sentAtOf(visit)
    const id = demoId('reminder', place)
    return {
      ...{
        id,
        ruleId: demoId('reminder-rule', 0),
        kind,
        ownerId,
        petId,
        sourceId,
        petName,
        what,
        locationId,
        timeZone,
      },
      ...{
        dueOn,
        dueAt,
        due: dueAt.toISOString(),
        step: -2,
        sendAt,
        sendOn,
        status,
        reason,
        decidedAt: sendAt,
      },
      mailId: status === MessageStatus.SENT ? demoId('reminder-mail', place) : null,
      stoppedById: status === MessageStatus.STOPPED ? stoppedById : null,
    }
  })
}

/** Reminders in every state, and those of the days ahead, planned as always. */
export async function loadReminders(ctx: Context, plan: DemoPlan) {
  const now = ctx.now()
  const monthAgo = addMinutes(now, -30 * day)
  await insertRows(ctx, reminderRules, [
    ruleOf(0, ReminderKind.APPOINTMENT, 'Visit in two days', [-2], true, monthAgo),
    ruleOf(1, ReminderKind.VACCINATION, 'Vaccination due', [-7, 0, 30], true, monthAgo),
    ruleOf(2, ReminderKind.APPOINTMENT, 'Visit in a week', [-7], false, monthAgo),
  ])
  await insertRows(ctx, consentDecisions, decisionsOf(plan, monthAgo))
  const ahead = plan.visits.filter(({ startsAt, status }) => startsAt > now && status !== 'CANCELLED')
  await insertRows(
    ctx,
    reminderDues,
    ahead.map((visit) => visitDue(visit, monthAgo)),
  )
  const booked = new Set(ahead.map(({ pet }) => pet.id))
  const unbooked = plan.pets
    .filter(({ id, status }) => status === 'ACTIVE' && !booked.has(id))
    .slice(0, dosesDue)
  const locationOf = new Map(plan.owners.map(({ id, locationId }) => [id, locationId]))
  await insertRows(
    ctx,
    reminderDues,
    unbooked.map((pet, place) => ({
      ...{
        kind: ReminderKind.VACCINATION,
        petId: pet.id,
        sourceId: demoId('reminder-dose', place),
        petName: pet.name,
      },
      ...{
        ownerId: pet.ownerId,
        speciesId: pet.species.id,
        locationId: locationOf.get(pet.ownerId)!,
        what: 'Rabies',
      },
      ...{
        dueOn: addDays(dayOf(now, 'UTC'), 8 + place),
        dueAt: null,
        bookedAt: null,
        ended: false,
        version: 0,
      },
    })),
  )
  const past = plan.visits.filter(({ startsAt }) => startsAt < now && startsAt > monthAgo)
  const reminded = ahead
    .filter((visit) => expected.includes(visit.status) && sentAtOf(visit) <= now)
    .slice(-remindedOnes)
  const decided = decidedOf(reminded, past.slice(-40), plan.staff[0]!.id)
  const owners = new Map(plan.owners.map((owner) => [owner.id, owner]))
  for (const { mailId, ownerId, sourceId, petName, what, dueOn, locationId } of decided) {
    const owner = owners.get(ownerId)
    if (!mailId || !owner) continue
    await keepMail(ctx, {
      id: mailId,
      template: 'reminder',
      to: `${owner.firstName}.${owner.lastName}@example.com`.toLowerCase(),
      name: `${owner.firstName} ${owner.lastName}`,
      token: sealReminderLink(ctx, { ownerId, appointmentIds: [sourceId] }),
      values: {
        hospital: plan.locations.find(({ id }) => id === locationId)?.name ?? '',
        pets: petName,
        visits: `${petName}: ${what}, ${dueOn}`,
        vaccinations: '',
      },
    })
  }
  await insertRows(ctx, reminders, decided)
  await planReminders(ctx)
}
