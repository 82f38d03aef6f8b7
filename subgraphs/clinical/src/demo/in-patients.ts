import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import { cages } from '../in-patients/cage.table.ts'
import { inPatients } from '../in-patients/in-patient.table.ts'
import { timesOf } from '../in-patients/times.ts'
import {
  treatmentEntries,
  TreatmentFrequency,
  TreatmentOutcome,
  treatments,
} from '../in-patients/treatment.table.ts'

const demoWards = [
  ['Dogs', ['D1', 'D2', 'D3', 'D4']],
  ['Cats', ['C1', 'C2', 'C3']],
  ['Isolation', ['I1']],
] as const

type Order = readonly [name: string, details: string | null, frequency: TreatmentFrequency]

const { Q4H, Q6H, Q8H, Q12H, CONTINUOUS, PRN } = TreatmentFrequency

/** Who stays in the first location: the cage, for how many hours already, why, and what is ordered. */
const demoStays: ReadonlyArray<
  readonly [species: string, cage: number, hours: number, reason: string, orders: readonly Order[]]
> = [
  [
    'dog',
    0,
    20,
    'Gastroenteritis, dehydrated 7 %',
    [
      ['Ringer’s lactate', '80 ml/h iv', CONTINUOUS],
      ['Maropitant', '1 mg/kg iv', Q12H],
      ['Temperature, pulse, respiration', null, Q4H],
      ['Food: gastrointestinal, 50 g', null, Q6H],
      ['Methadone', '0.2 mg/kg iv', PRN],
    ],
  ],
  [
    'dog',
    2,
    44,
    'After splenectomy',
    [
      ['Fentanyl', '3 µg/kg/h', CONTINUOUS],
      ['Cefazolin', '22 mg/kg iv', Q8H],
      ['Check the wound', null, Q12H],
    ],
  ],
  [
    'cat',
    4,
    7,
    'Urethral obstruction, catheter',
    [
      ['Urine output', 'ml since last', Q4H],
      ['Buprenorphine', '20 µg/kg iv', Q8H],
    ],
  ],
]

/** The injection fee of billing’s demo price list, by which injections are charged. */
const injectionFee = demoId('service', 0)

/** What is due before this is entered: the latest tasks are still open, one or two of them overdue. */
const enteredUntil = 75

function entriesOf(treatment: typeof treatments.$inferInsert, number: number, ctx: Context, nurseId: string) {
  const until = addMinutes(ctx.now(), -enteredUntil)
  const timed = { ...treatment, stoppedAt: null }
  return timesOf(timed, { startsAt: treatment.startsAt, endsAt: until }, 'UTC').map((dueAt, place) => {
    const isHeld = place % 9 === 4
    const at = addMinutes(dueAt, (place * 7) % 26)
    return {
      id: demoId('treatment-entry', number * 1000 + place),
      treatmentId: treatment.id,
      inPatientId: treatment.inPatientId,
      dueAt,
      outcome: isHeld ? TreatmentOutcome.HELD : TreatmentOutcome.GIVEN,
      at,
      note: isHeld ? 'At the X-ray' : null,
      enteredBy: nurseId,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }
  })
}

/** The first client's first animal stayed for a night last month, and has gone home. */
function pastStay(ctx: Context, plan: DemoPlan, cageId: string, vetId: string) {
  const admittedAt = addMinutes(ctx.now(), -40 * 1440)
  const dischargedAt = addMinutes(admittedAt, 1440)
  return {
    id: demoId('in-patient', demoStays.length),
    petId: plan.owners[0]!.petIds[0]!,
    locationId: plan.locations[0]!.id,
    ...{ cageId, vetId, reason: 'Vomiting, foreign body ruled out' },
    ...{ admittedAt, admittedBy: vetId, dischargedAt, dischargedBy: vetId },
    instructions: 'Small meals for three days, and no bones. Call us if the vomiting comes back.',
    ...{ version: 2, createdAt: admittedAt, updatedAt: dischargedAt },
  }
}

const unsaid = {
  handOver: null,
  handOverAt: null,
  handOverBy: null,
  dischargedAt: null,
  dischargedBy: null,
  instructions: null,
}

/** Wards with cages, and three patients who stay, with the sheets of their nights. */
export async function loadInPatients(ctx: Context, plan: DemoPlan, since: Date) {
  const saved = { version: 1, createdAt: since, updatedAt: since }
  const [here] = plan.locations
  const nurseId = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  const vetId = plan.vets[0]!.id
  const kept = plan.locations.flatMap(({ id: locationId }, place) =>
    demoWards
      .flatMap(([ward, names]) => names.map((name) => ({ ward, name })))
      .map((cage, number) => ({ id: demoId('cage', place * 100 + number), locationId, ...cage, ...saved })),
  )
  await insertRows(ctx, cages, kept)
  // Patients who come in these days are left to the day board.
  const days = 3 * 1440
  const now = ctx.now()
  const coming = new Set(
    plan.visits
      .filter(({ startsAt }) => startsAt > addMinutes(now, -days) && startsAt < addMinutes(now, days))
      .map(({ pet }) => pet.id),
  )
  const homes = new Map(plan.owners.map(({ id, locationId }) => [id, locationId]))
  const free = plan.pets.filter(
    ({ id, ownerId, status }) => status === 'ACTIVE' && !coming.has(id) && homes.get(ownerId) === here!.id,
  )
  const taken = new Set<string>()
  const stays = demoStays.flatMap(([species, cage, hours, reason, orders], number) => {
    const pet = free.find((each) => each.species.id === species && !taken.has(each.id))
    if (!pet) return []
    taken.add(pet.id)
    const admittedAt = new Date(
      Math.floor(addMinutes(ctx.now(), -hours * 60).getTime() / 3_600_000) * 3_600_000,
    )
    const times = { version: 1, createdAt: admittedAt, updatedAt: admittedAt }
    const id = demoId('in-patient', number)
    const stay = {
      id,
      petId: pet.id,
      locationId: here!.id,
      cageId: kept[cage]!.id,
      vetId,
      reason,
      admittedAt,
    }
    const ordered = orders.map(([name, details, frequency], place) => ({
      id: demoId('treatment', number * 100 + place),
      ...{ inPatientId: id, name, details, frequency, startsAt: admittedAt, orderedBy: vetId },
      serviceId: details?.endsWith('kg iv') ? injectionFee : null,
      ...times,
    }))
    const handed = {
      handOver: 'Drank a little at night. Watch the drip.',
      handOverAt: admittedAt,
      handOverBy: nurseId,
    }
    return [{ stay: { ...stay, admittedBy: vetId, ...(number === 0 && handed), ...times }, ordered }]
  })
  await insertRows(
    ctx,
    inPatients,
    [...stays.map(({ stay }) => stay), pastStay(ctx, plan, kept[1]!.id, vetId)].map((stay) => ({
      ...unsaid,
      ...stay,
    })),
  )
  const ordered = stays.flatMap((each) => each.ordered)
  await insertRows(ctx, treatments, ordered)
  const entries = ordered.flatMap((treatment, number) => entriesOf(treatment, number, ctx, nurseId))
  await insertRows(ctx, treatmentEntries, entries)
}
