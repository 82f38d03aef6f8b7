import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { debtorOf, type DemoPerson, type DemoPlan, demoPlan, type DemoVisit } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { addDays, addMinutes, dayOf, minutesBetween } from '@vetgraph/kit/time'
import {
  AppointmentCategory,
  AppointmentColour,
  appointmentTypes,
  OnlineBooking,
  type SpeciesMinutes,
} from './appointment-types/appointment-type.table.ts'
import {
  appointmentHistory,
  appointments,
  AppointmentStatus,
  inHouse,
  TriageLevel,
  vacated,
} from './appointments/appointment.table.ts'
import { equipment, EquipmentKind } from './equipment/equipment.table.ts'
import { creditRefs, locationRefs, petRefs, userRefs } from './refs/refs.table.ts'
import { rooms } from './rooms/room.table.ts'
import { leave, LeaveKind, rosters } from './rosters/roster.table.ts'
import { shifts } from './rosters/shift.table.ts'
import { loadRequests } from './appointment-requests/demo.ts'
import { loadSeries } from './series/demo.ts'
import { waitlistEntries, WaitlistStatus } from './waitlist/waitlist.table.ts'
import { closures } from './closures/closure.table.ts'

async function loadRefs(ctx: Context, plan: DemoPlan) {
  await insertRows(
    ctx,
    locationRefs,
    plan.locations.map(({ id, name, timeZone, openingHours }) => ({
      id,
      name,
      timeZone,
      openingHours,
      active: true,
      version: 1,
    })),
  )
  await insertRows(
    ctx,
    userRefs,
    plan.staff.map(({ id, firstName, lastName, role }) => ({
      id,
      name: `${firstName} ${lastName}`,
      isVet: role === 'VET',
      active: true,
      version: 1,
    })),
  )
  await insertRows(
    ctx,
    petRefs,
    plan.pets.map(({ id, ownerId, coOwnerIds, name, species, status }) => ({
      id,
      ownerId,
      coOwnerIds,
      name,
      speciesId: species.id,
      active: status === 'ACTIVE',
      version: 1,
    })),
  )
  await insertRows(ctx, creditRefs, [
    { id: debtorOf(plan).id, stopped: true, reason: 'Two invoices of last year are unpaid', version: 1 },
  ])
}

const ordinary = {
  speciesDurations: [] as SpeciesMinutes[],
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  onlineBooking: OnlineBooking.NOBODY,
  onlineNoticeHours: 24,
  onlineHorizonDays: 90,
  onlineDailyCap: null as number | null,
  equipmentKinds: [] as EquipmentKind[],
}

/** What of each category the administrator has said beyond name and length. */
const typeRules: Record<
  keyof typeof AppointmentCategory,
  Partial<typeof ordinary> & { colour: AppointmentColour }
> = {
  CHECKUP: {
    colour: AppointmentColour.BLUE,
    onlineBooking: OnlineBooking.CLIENTS,
    onlineNoticeHours: 12,
    onlineDailyCap: 12,
    speciesDurations: [
      { speciesId: 'rabbit', minutes: 20 },
      { speciesId: 'parrot', minutes: 40 },
    ],
  },
  VACCINATION: {
    colour: AppointmentColour.GREEN,
    onlineBooking: OnlineBooking.EVERYBODY,
    onlineNoticeHours: 4,
    onlineHorizonDays: 180,
  },
  FOLLOW_UP: { colour: AppointmentColour.TEAL, onlineBooking: OnlineBooking.CLIENTS },
  DENTAL: {
    colour: AppointmentColour.VIOLET,
    bufferAfterMinutes: 15,
    equipmentKinds: [EquipmentKind.DENTAL_UNIT],
  },
  SURGERY: {
    colour: AppointmentColour.RED,
    bufferBeforeMinutes: 15,
    bufferAfterMinutes: 30,
    equipmentKinds: [EquipmentKind.THEATRE, EquipmentKind.ANAESTHESIA_MACHINE],
  },
  EMERGENCY: { colour: AppointmentColour.ORANGE },
  GROOMING: { colour: AppointmentColour.AMBER, onlineBooking: OnlineBooking.CLIENTS },
}

const machines = [
  ['Operating theatre', EquipmentKind.THEATRE],
  ['Anaesthesia machine', EquipmentKind.ANAESTHESIA_MACHINE],
  ['Dental unit', EquipmentKind.DENTAL_UNIT],
  ['Ultrasound', EquipmentKind.ULTRASOUND],
  ['X-ray', EquipmentKind.X_RAY],
] as const

/** One of each at each location. */
const piecesOf = (plan: DemoPlan) =>
  plan.locations.flatMap(({ id: locationId }, place) =>
    machines.map(([name, kind], number) => ({
      ...{ id: demoId('equipment', place * machines.length + number), locationId, kind, name, active: true },
    })),
  )

/** What each visit uses: equipment that an earlier visit of the same time has is left to that one. */
function equipmentOf(plan: DemoPlan): Map<string, string[]> {
  const pieces = piecesOf(plan)
  const freeFrom = new Map<string, Date>()
  const used = new Map<string, string[]>()
  for (const visit of [...plan.visits].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const { equipmentKinds = [], bufferAfterMinutes = 0 } = typeRules[visit.type.category]
    const wanted = pieces.filter(
      ({ kind, locationId }) => equipmentKinds.includes(kind) && locationId === visit.location.id,
    )
    const isFree = wanted.every(({ id }) => (freeFrom.get(id) ?? visit.startsAt) <= visit.startsAt)
    if (wanted.length === 0 || !isFree || vacated.includes(AppointmentStatus[visit.status])) continue
    for (const { id } of wanted) freeFrom.set(id, addMinutes(visit.endsAt, bufferAfterMinutes))
    used.set(
      visit.id,
      wanted.map(({ id }) => id),
    )
  }
  return used
}

async function loadAbsences(
  ctx: Context,
  plan: DemoPlan,
  places: ReadonlyArray<{ person: DemoPerson; location: DemoPlan['locations'][number] }>,
) {
  const saved = { version: 1, createdAt: ctx.now(), updatedAt: ctx.now() }
  await insertRows(
    ctx,
    rosters,
    places.map(({ person, location }, number) => ({
      id: demoId('roster', number),
      userId: person.id,
      locationId: location.id,
      ...saved,
    })),
  )
  const today = dayOf(ctx.now(), plan.locations[0]!.timeZone)
  const nurse = plan.staff.find(({ role }) => role === 'TECHNICIAN')!
  const wholeDays = { starts: null, ends: null }
  await insertRows(
    ctx,
    leave,
    [
      { userId: nurse.id, kind: LeaveKind.SICK, firstDay: today, lastDay: addDays(today, 1) },
      {
        userId: plan.vets[0]!.id,
        kind: LeaveKind.HOLIDAY,
        firstDay: addDays(today, 35),
        lastDay: addDays(today, 42),
      },
    ].map((row, number) => ({ id: demoId('leave', number), ...row, ...wholeDays, ...saved })),
  )
  await insertRows(
    ctx,
    closures,
    plan.locations.map(({ id }, number) => ({
      id: demoId('closure', number),
      locationId: id,
      name: 'Training of the whole team',
      firstDay: addDays(today, 45),
      lastDay: addDays(today, 45),
      starts: '13:00',
      ends: '18:00',
      ...saved,
    })),
  )
}

async function loadRosters(ctx: Context, plan: DemoPlan, years: number) {
  const needsRoom = new Set<string>([AppointmentCategory.SURGERY, AppointmentCategory.DENTAL])
  await insertRows(
    ctx,
    rooms,
    plan.rooms.map((room) => ({
      ...room,
      active: true,
      version: 1,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })),
  )
  await insertRows(
    ctx,
    equipment,
    piecesOf(plan).map((piece) => ({ ...piece, version: 1, createdAt: ctx.now(), updatedAt: ctx.now() })),
  )
  await insertRows(
    ctx,
    appointmentTypes,
    plan.types.map(({ id, name, category, minutes }) => ({
      id,
      name,
      category: AppointmentCategory[category],
      durationMinutes: minutes,
      needsRoom: needsRoom.has(category),
      ...ordinary,
      ...typeRules[category],
      active: true,
      version: 1,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })),
  )
  // Whoever works everywhere is on the roster of the first location.
  const workers = plan.staff.filter(({ role }) => role === 'VET' || role === 'TECHNICIAN')
  const places = workers.map((person) => ({
    person,
    location: plan.locations.find(({ id }) => id === person.locationId) ?? plan.locations[0]!,
  }))
  const weekly = places.flatMap(({ person, location }) =>
    location.openingHours.map((hours) => ({ vet: person, location, hours })),
  )
  await loadAbsences(ctx, plan, places)
  await insertRows(
    ctx,
    shifts,
    weekly.map(({ vet, location, hours }, number) => ({
      id: demoId('shift', number),
      vetId: vet.id,
      locationId: location.id,
      weekday: hours.weekday,
      starts: hours.opens,
      ends: hours.closes,
      validFrom: addDays(dayOf(ctx.now(), location.timeZone), -(years * 365 + 1)),
      validTo: null,
    })),
  )
}

const booked = (visit: DemoVisit, now: Date) => {
  const before = addMinutes(visit.startsAt, -60 * 24 * (3 + (visit.number % 18)))
  return before < now ? before : addMinutes(now, -60 - (visit.number % 5000))
}

/** When a visit reached its present status, roughly as it happens in a day. */
function reachedAt(visit: DemoVisit, now: Date): Date {
  const cancelled = vacated.includes(AppointmentStatus[visit.status])
  const moment = cancelled
    ? addMinutes(visit.startsAt, -60 * (visit.number % 40))
    : addMinutes(visit.startsAt, -5)
  const latest = moment < now ? moment : addMinutes(now, -(visit.number % 50) - 1)
  const first = booked(visit, now)
  return latest < first ? addMinutes(first, 1) : latest
}

const hasArrived = ({ status }: DemoVisit) =>
  status === 'CHECKED_OUT' || inHouse.includes(AppointmentStatus[status])

/** Those who wait were triaged, by how they look. */
function triaged(visit: DemoVisit, now: Date) {
  if (visit.status !== 'ARRIVED' && visit.status !== 'IN_EXAM') return {}
  const levels = [TriageLevel.GREEN, TriageLevel.YELLOW, TriageLevel.BLUE]
  return { triageLevel: levels[visit.number % levels.length], triagedAt: reachedAt(visit, now) }
}

/** A cat that somebody found, and of whom nobody knows anything yet. */
async function loadWalkIn(ctx: Context, plan: DemoPlan) {
  const id = demoId('walk-in', 0)
  const actorId = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  const at = addMinutes(ctx.now(), -12)
  const location = plan.locations[0]!
  await insertRows(ctx, appointments, [
    {
      ...{ id, petId: null, vetId: plan.vets[0]!.id, locationId: location.id },
      typeId: plan.types.find(({ category }) => category === 'EMERGENCY')!.id,
      status: AppointmentStatus.ARRIVED,
      ...{ startsAt: at, endsAt: addMinutes(at, 30), arrivedAt: at },
      reason: 'Found beside the road, breathing fast',
      notes: '',
      walkIn: true,
      patientDescription: 'Grey tabby cat, no collar',
      broughtBy: 'Passer-by, 085 012 3456',
      ...{ triageLevel: TriageLevel.ORANGE, triagedAt: at, triageNote: 'Pale gums' },
      ...{ bookedBy: actorId, version: 1, createdAt: at, updatedAt: at },
    },
  ])
  await insertRows(ctx, appointmentHistory, [
    {
      ...{ id: demoId('walk-in', 1), appointmentId: id, at, actorId, action: 'BOOK' },
      ...{ fromStatus: null, toStatus: AppointmentStatus.ARRIVED, reason: null, undone: false },
    },
  ])
}

/** The cleaning of the type, where the vet’s next visit leaves time for it and its preparation. */
function cleaningAfter(visit: DemoVisit, next: DemoVisit | undefined): number {
  const { bufferAfterMinutes = 0 } = typeRules[visit.type.category]
  const room = next?.vet === visit.vet ? minutesBetween({ startsAt: visit.endsAt, endsAt: next.startsAt }) : 0
  return room > bufferAfterMinutes ? bufferAfterMinutes : 0
}

/** Clients who would take an earlier time. */
async function loadWaitlist(ctx: Context, plan: DemoPlan) {
  const [location] = plan.locations
  const today = dayOf(ctx.now(), location!.timeZone)
  const waiting = plan.pets.filter(({ status }) => status === 'ACTIVE').slice(0, 3)
  const wishes = [
    { weekdays: [], earliest: null, latest: null },
    { weekdays: [1, 3, 5], earliest: '09:00', latest: '12:00' },
    { weekdays: [], earliest: '15:00', latest: null },
  ]
  await insertRows(
    ctx,
    waitlistEntries,
    waiting.map((pet, number) => ({
      id: demoId('waitlist', number),
      locationId: location!.id,
      petId: pet.id,
      typeId: plan.types[number % plan.types.length]!.id,
      vetId: number === 1 ? plan.vets[0]!.id : null,
      ...{ firstDay: today, lastDay: addDays(today, 21), ...wishes[number]! },
      note: null,
      status: WaitlistStatus.WAITING,
      ...{ version: 1, createdAt: addMinutes(ctx.now(), -60 * (30 - number)), updatedAt: ctx.now() },
    })),
  )
}

/** Some of the ordinary visits ahead were booked in the portal. */
const isOnline = ({ status, number, type }: DemoVisit) =>
  status === 'SCHEDULED' && number % 5 === 0 && typeRules[type.category].onlineBooking !== undefined

/** Pets of one household that come on the same day ahead come together (AP6). */
function householdVisitsOf({ visits }: DemoPlan): Map<string, string> {
  const together = new Map<string, DemoVisit[]>()
  for (const visit of visits.filter(({ status }) => status === 'SCHEDULED')) {
    const { pet, location, startsAt } = visit
    const key = [pet.ownerId, location.id, dayOf(startsAt, location.timeZone)].join(' ')
    together.set(key, [...(together.get(key) ?? []), visit])
  }
  const groups = [...together.values()].filter((group) => new Set(group.map(({ pet }) => pet.id)).size > 1)
  return new Map(
    groups.flatMap((group, number) => group.map(({ id }) => [id, demoId('household-visit', number)])),
  )
}

const timedDays = 100

/** The last months have every step of a visit, so that waiting and consultation times can be reported. */
const isTimed = ({ status, endsAt }: DemoVisit, now: Date) =>
  status === 'CHECKED_OUT' && endsAt < now && endsAt > addMinutes(now, -timedDays * 24 * 60)

/** A visit from arrival to check-out, now a little late and now a little early. */
function stepsOf(visit: DemoVisit): (typeof appointmentHistory.$inferInsert)[] {
  const { SCHEDULED, ARRIVED, IN_EXAM, READY, CHECKED_OUT } = AppointmentStatus
  const began = addMinutes(visit.startsAt, visit.number % 13)
  const length = minutesBetween({ startsAt: began, endsAt: visit.endsAt })
  const completed = addMinutes(began, Math.max(5, Math.round(length * (0.6 + (visit.number % 5) / 10))))
  const steps = [
    ['CHECK_IN', SCHEDULED, ARRIVED, addMinutes(visit.startsAt, -5)],
    ['START', ARRIVED, IN_EXAM, began],
    ['COMPLETE', IN_EXAM, READY, completed],
    ['CHECK_OUT', READY, CHECKED_OUT, addMinutes(completed, 4)],
  ] as const
  return steps.map(([action, fromStatus, toStatus, at], step) => ({
    id: demoId('visit step', visit.number * steps.length + step),
    appointmentId: visit.id,
    actorId: visit.vet.id,
    ...{ action, fromStatus, toStatus, at, reason: null, undone: false },
  }))
}

async function loadVisits(ctx: Context, plan: DemoPlan) {
  const now = ctx.now()
  const used = equipmentOf(plan)
  const together = householdVisitsOf(plan)
  const reception = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  await insertRows(
    ctx,
    appointments,
    plan.visits.map((visit, index) => ({
      id: visit.id,
      petId: visit.pet.id,
      vetId: visit.vet.id,
      locationId: visit.location.id,
      roomId: visit.room.id,
      equipmentIds: used.get(visit.id) ?? [],
      typeId: visit.type.id,
      householdVisitId: together.get(visit.id) ?? null,
      status: AppointmentStatus[visit.status],
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      bufferAfterMinutes: cleaningAfter(visit, plan.visits[index + 1]),
      reason: visit.reason,
      notes: '',
      cancellationReason: visit.status.endsWith('CANCELLED') ? 'The client called.' : null,
      arrivedAt: hasArrived(visit) ? reachedAt(visit, now) : null,
      ...triaged(visit, now),
      ...(isOnline(visit) ? { bookedOnline: true } : { bookedBy: reception }),
      version: 1,
      createdAt: booked(visit, now),
      updatedAt: reachedAt(visit, now),
    })),
  )
  const first = plan.visits.map((visit) => ({
    id: demoId('history', visit.number * 2),
    appointmentId: visit.id,
    at: booked(visit, now),
    fromStatus: null,
    toStatus: AppointmentStatus.SCHEDULED,
    action: 'BOOK',
    actorId: reception,
    reason: null,
    undone: false,
  }))
  const second = plan.visits
    .filter((visit) => visit.status !== 'SCHEDULED' && !isTimed(visit, now))
    .map((visit) => ({
      id: demoId('history', visit.number * 2 + 1),
      appointmentId: visit.id,
      at: reachedAt(visit, now),
      fromStatus: AppointmentStatus.SCHEDULED,
      toStatus: AppointmentStatus[visit.status],
      action: 'DEMO',
      actorId: reception,
      reason: null,
      undone: false,
    }))
  const timed = plan.visits.filter((visit) => isTimed(visit, now)).flatMap(stepsOf)
  await insertRows(ctx, appointmentHistory, [...first, ...second, ...timed])
}

/** The diary of the demo hospital: years of visits behind, four weeks ahead, today half way through. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const plan = demoPlan(options, ctx.now())
  await loadRefs(ctx, plan)
  await loadRosters(ctx, plan, options.years)
  await loadVisits(ctx, plan)
  await loadSeries(ctx, plan)
  await loadWalkIn(ctx, plan)
  await loadWaitlist(ctx, plan)
  await loadRequests(ctx, plan)
}
