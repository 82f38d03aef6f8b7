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
import { chargeAct, chargesPrescribing, lockCharges, one, takeOff } from './charge.service.ts'

/** What is done during a visit is charged with it when it is completed. */
async function waitsForVisit(ctx: Context, appointmentId: string | null): Promise<boolean> {
  if (!appointmentId) return false
  const [visit] = await ctx.db.select().from(appointmentRefs).where(eq(appointmentRefs.id, appointmentId))
  return !visit?.completed
}

/** no audit: the draft’s is written. */
async function charge(ctx: Context, facts: Omit<ActFacts, 'day'> & { day?: string }, cost?: Money) {
  authorize(ctx, 'invoice:write', facts.locationId)
  await transact(ctx, async (ctx) => {
    await lockCharges(ctx, facts.ownerId)
    const { timeZone, currency } = await getLocation(ctx, facts.locationId)
    const known = cost?.currency === currency ? cost.amount : null
    const act = await keepAct(ctx, { day: dayOf(ctx.now(), timeZone), ...facts }, known)
    if (!(await waitsForVisit(ctx, act.appointmentId))) await chargeAct(ctx, act)
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
 * The nights of a stay are charged when the patient goes home; a day without a night counts as one (B13).
 * no audit: the draft’s is written.
 */
export const chargeStay = (ctx: Context, { payload }: DeliveredEvent<'in-patient.discharged'>) => {
  const { id, ownerId, petId, petName, locationId, appointmentId, from, to } = payload
  return charge(ctx, {
    ...{ id, kind: ActKind.STAY, ownerId, petId, petName, locationId, appointmentId, chargedBy: null },
    description:
      from === to ? `Stay on ${dateInWords(to)}` : `Stay from ${dateInWords(from)} to ${dateInWords(to)}`,
    quantity: Math.max(1, daysBetween(from, to)) * one,
    day: to,
  })
}

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
})

/**
 * What is handed out of a prescription is charged by the item, each time once (MR6), or by what its lots cost.
 * no audit: the draft’s is written.
 */
export const chargeDispensing = (ctx: Context, { payload }: DeliveredEvent<'prescription.dispensed'>) =>
  charge(ctx, dispensed(payload), payload.cost)

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
      await charge(ctx, dispensed(payload), payload.cost)
  })
}
