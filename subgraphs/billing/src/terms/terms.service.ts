import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { paymentTerms } from './terms.table.ts'
import type { PaymentTerms, SetPaymentTermsInput } from './terms.types.ts'

/** The days that owners have to pay where nothing else was set. */
export const usualDays = 14

const maxDays = 365

/** Terms of a location that has set none. */
const usual: PaymentTerms = { days: usualDays, automaticReminders: false, creditStopDays: null }

async function termsAt(ctx: Context, locationId: string): Promise<PaymentTerms> {
  const [terms] = await ctx.db.select().from(paymentTerms).where(eq(paymentTerms.locationId, locationId))
  return terms ?? usual
}

/** The last day on which an invoice that is finalised now is paid in time. */
export const lastDayToPay = async (ctx: Context, { id, timeZone }: LocationRef): Promise<string> =>
  addDays(dayOf(ctx.now(), timeZone), (await termsAt(ctx, id)).days)

/** How invoices of a location are to be paid. */
export async function findPaymentTerms(ctx: Context, locationId: string): Promise<PaymentTerms> {
  authorize(ctx, 'invoice:read', locationId)
  return termsAt(ctx, asId(locationId))
}

/** Sets the terms of a location; invoices that were finalised before keep their day (B11). */
export async function setPaymentTerms(ctx: Context, input: SetPaymentTermsInput): Promise<PaymentTerms> {
  authorize(ctx, 'payment-terms:write', input.locationId)
  const { days, creditStopDays } = input
  for (const [field, value] of Object.entries({ days, creditStopDays }))
    if (typeof value === 'number' && (value < 0 || value > maxDays))
      throw badInput(field, `From 0 to ${maxDays}.`)
  return transact(ctx, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const before = await termsAt(ctx, location.id)
    const terms = {
      locationId: location.id,
      days,
      automaticReminders: input.automaticReminders ?? before.automaticReminders,
      creditStopDays: creditStopDays === undefined ? before.creditStopDays : creditStopDays,
      updatedAt: ctx.now(),
    }
    await ctx.db
      .insert(paymentTerms)
      .values(terms)
      .onConflictDoUpdate({ target: paymentTerms.locationId, set: terms })
    await audit(ctx, 'payment-terms.set', { entity: 'Location', entityId: location.id, before, after: terms })
    return terms
  })
}
