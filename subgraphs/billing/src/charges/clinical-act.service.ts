import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import type { DeliveredEvent, Events } from '@vetgraph/kit/contracts/events'
import { type Money, thousandthsOf } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dateInWords, dayOf, daysBetween } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { ActKind } from '../prices/service.table.ts'
import { getLocation } from '../refs/refs.service.ts'
import { appointmentRefs } from '../refs/refs.table.ts'
import { type ActFacts, keepAct, retractAct } from './act.service.ts'
import { acts } from './act.table.ts'
import { chargeAll, chargesPrescribing, lockCharges, one, takeOff } from './charge.service.ts'

/** What is done during a visit is charged with it when it is completed. */
async function waitsForVisit(ctx: Context, appointmentId: string | null): Promise<boolean> {
  if (!appointmentId) return false
  const [visit] = await ctx.db.select().from(appointmentRefs).where(eq(appointmentRefs.id, appointmentId))
  return !visit?.completed
}

type Done = Omit<ActFacts, 'day'> & { day?: string; cost?: Money }

/**
 * Charges what was done for one patient at one time.
 * no audit: the draft’s is written.
 */
async function charge(ctx: Context, ...done: readonly [Done, ...Done[]]) {
  const [{ ownerId, locationId, appointmentId }] = done
  authorize(ctx, 'invoice:write', locationId)
  await transact(ctx, async (ctx) => {
    await lockCharges(ctx, ownerId)
    const { timeZone, currency } = await getLocation(ctx, locationId)
    const today = dayOf(ctx.now(), timeZone)
    const kept = []
    for (const { cost, ...facts } of done) {
      const known = cost?.currency === currency ? cost.amount : null
      kept.push(await keepAct(ctx, { day: today, ...facts }, known))
    }
    if (!(await waitsForVisit(ctx, appointmentId))) await chargeAll(ctx, kept)
  })
}

/** no audit: the draft’s is written. */
async function takeBack(ctx: Context, { id, ownerId }: { id: string; ownerId: string }) {
  authorize(ctx, 'invoice:write')
  await transact(ctx, async (ctx) => {
    await lockCharges(ctx, ownerId)
    const act = await retractAct(ctx, id)
    if (act) await takeOff(ctx, act)
  })
}

/**
 * A vaccination that was given here is charged once.
 * no audit: the draft’s is written.
 */
export const chargeVaccination = (ctx: Context, { payload }: DeliveredEvent<'vaccination.given'>) =>
  charge(ctx, {
    id: payload.id,
    kind: ActKind.VACCINATION,
    ownerId: payload.ownerId,
    petId: payload.petId,
    petName: payload.petName,
    locationId: payload.locationId,
    appointmentId: payload.appointmentId,
    chargedBy: payload.productId,
    description: payload.productName,
    quantity: one,
    day: payload.givenOn,
  })

/**
 * A vaccination that was retracted is taken off its draft.
 * no audit: the draft’s is written.
 */
export const takeBackVaccination = (ctx: Context, { payload }: DeliveredEvent<'vaccination.retracted'>) =>
  takeBack(ctx, payload)

/**
 * Prescribing is charged only where the price list has a fee for it: what is handed out is charged anyway.
 * no audit: the draft’s is written.
 */
export async function chargePrescription(ctx: Context, { payload }: DeliveredEvent<'prescription.created'>) {
  const { id, ownerId, petId, petName, drug, locationId } = payload
  if (!locationId || !(await chargesPrescribing(ctx))) return
  await charge(ctx, {
    id,
    kind: ActKind.PRESCRIPTION,
    ownerId,
    petId,
    petName,
    locationId,
    appointmentId: null,
    chargedBy: null,
    description: drug,
    quantity: one,
  })
}

/**
 * The fee of a prescription that was cancelled is taken off its draft.
 * no audit: the draft’s is written.
 */
export const takeBackPrescription = (ctx: Context, { payload }: DeliveredEvent<'prescription.cancelled'>) =>
  takeBack(ctx, payload)

/**
 * When the patient goes home, the nights of its stay are charged, a day without a night as one, and each treatment whose
 * order names an entry of the price list, as often as it was given (B13).
 * no audit: the draft’s is written.
 */
export const chargeStay = (ctx: Context, { payload }: DeliveredEvent<'in-patient.discharged'>) => {
  const { id, ownerId, petId, petName, locationId, appointmentId, from, to, treatments } = payload
  const stay = { ownerId, petId, petName, locationId, appointmentId, day: to }
  const nights = {
    ...{ ...stay, id, kind: ActKind.STAY, chargedBy: null },
    description:
      from === to ? `Stay on ${dateInWords(to)}` : `Stay from ${dateInWords(from)} to ${dateInWords(to)}`,
    quantity: Math.max(1, daysBetween(from, to)) * one,
  }
  const given = treatments.map((treatment) => ({
    ...{ ...stay, id: treatment.id, kind: ActKind.TREATMENT, chargedBy: treatment.serviceId },
    description: treatment.name,
    quantity: treatment.given * one,
  }))
  return charge(ctx, nights, ...given)
}

/**
 * A laboratory panel is charged when it is ordered, or when its results are given to a patient, if it names an entry of the
 * price list.
 * no audit: the draft’s is written.
 */
export const chargeLabTest = (ctx: Context, { payload }: DeliveredEvent<'lab-test.ordered'>) => {
  const { serviceId, panelName, ...facts } = payload
  return charge(ctx, {
    ...{ ...facts, kind: ActKind.LAB_TEST, appointmentId: null, chargedBy: serviceId },
    description: panelName,
    quantity: one,
  })
}

/**
 * A laboratory order that was cancelled is taken off its draft.
 * no audit: the draft’s is written.
 */
export const takeBackLabTest = (ctx: Context, { payload }: DeliveredEvent<'lab-test.cancelled'>) =>
  takeBack(ctx, payload)

const dispensed = (payload: Events['prescription.dispensed']) => ({
  id: payload.dispenseId,
  kind: ActKind.DISPENSING,
  ownerId: payload.ownerId,
  petId: payload.petId,
  petName: payload.petName,
  locationId: payload.locationId,
  appointmentId: null,
  chargedBy: payload.itemId,
  description: `${payload.drug}, ${payload.unit}`,
  quantity: thousandthsOf(payload.quantity)!,
  cost: payload.cost,
})

/**
 * What is handed out of a prescription is charged by the item, each time once (MR6), or by what its lots cost.
 * no audit: the draft’s is written.
 */
export const chargeDispensing = (ctx: Context, { payload }: DeliveredEvent<'prescription.dispensed'>) =>
  charge(ctx, dispensed(payload))

/**
 * What was brought back is charged no more, and the rest instead of the whole. When the whole is invoiced or waived
 * already, people credit what came back.
 * no audit: the draft’s is written.
 */
export async function chargeRest(ctx: Context, { payload }: DeliveredEvent<'prescription.returned'>) {
  authorize(ctx, 'invoice:write', payload.locationId)
  await transact(ctx, async (ctx) => {
    await takeBack(ctx, { id: payload.replaces, ownerId: payload.ownerId })
    const [whole] = await ctx.db.select().from(acts).where(eq(acts.id, payload.replaces))
    if (payload.quantity > 0 && whole && !whole.invoiceId && !whole.waivedAt)
      await charge(ctx, dispensed(payload))
  })
}
