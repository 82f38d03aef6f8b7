import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { thousandthsOf } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { eq, sql } from 'drizzle-orm'
import { type PrescriptionRef, prescriptionRefs } from '../refs/refs.table.ts'

interface PrescriptionAnswer {
  id: string
  version: number
  unit: string
  status: 'ACTIVE' | 'USED_UP' | 'EXPIRED' | 'CANCELLED'
  quantity: number
  authorised: number
  dispensed: number
  item: { id: string } | null
  pet: { id: string; name: string; status: string; owner: { id: string } }
}

const refusals = {
  EXPIRED: 'This prescription has expired.',
  CANCELLED: 'This prescription is cancelled.',
}

/**
 * A prescription that may be dispensed from stock. Clinical is asked each time, so that a cancellation or a death counts
 * at once; how much is authorised is never lowered there.
 */
export async function validPrescription(ctx: Context, id: string) {
  const [answer] = await ctx.askPeer(
    'Prescription',
    [asId(id)],
    'id version unit status quantity authorised dispensed item { id } pet { id name status owner { id } }',
  )
  if (!answer) throw notFound('prescription', 'prescriptionId')
  const prescription = answer as unknown as PrescriptionAnswer
  const { status, pet, item } = prescription
  if (status === 'EXPIRED' || status === 'CANCELLED')
    throw conflict(refusals[status], { field: 'prescriptionId', status })
  if (pet.status !== 'ACTIVE')
    throw badInput('prescriptionId', `${pet.name} is ${pet.status.toLowerCase()}: nothing is dispensed.`, {
      status: pet.status,
    })
  if (!item) throw badInput('prescriptionId', 'This medicine is not kept in stock: refill the prescription.')
  return { ...prescription, itemId: item.id }
}

/**
 * The count of what was dispensed of a prescription, kept from others until the transaction ends. What clinical itself
 * has handed out of it earlier counts too.
 */
export async function lockPrescription(
  ctx: Context,
  { id, authorised, dispensed, version }: PrescriptionAnswer,
): Promise<PrescriptionRef> {
  const facts = { authorised: thousandthsOf(authorised)!, version }
  await ctx.db
    .insert(prescriptionRefs)
    .values({ id, dispensed: thousandthsOf(dispensed)!, ...facts })
    .onConflictDoUpdate({
      target: prescriptionRefs.id,
      set: facts,
      setWhere: sql`${prescriptionRefs.version} < excluded.version`,
    })
  return countOf(ctx, id)
}

/** The count of a prescription of which something was dispensed, kept from others until the transaction ends. */
export async function countOf(ctx: Context, id: string): Promise<PrescriptionRef> {
  const [count] = await ctx.db
    .select()
    .from(prescriptionRefs)
    .where(eq(prescriptionRefs.id, id))
    .for('update')
  return count!
}
