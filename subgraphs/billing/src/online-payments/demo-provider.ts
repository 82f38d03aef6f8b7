import { createHash } from 'node:crypto'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { and, eq, sql } from 'drizzle-orm'
import { demoCharges, demoRefunds, PaymentProviderName } from './online-payment.table.ts'
import type { Charge, ChargeRequest, PaymentProvider, RefundRequest } from './payment-provider.ts'

const pagePurpose = 'demo charge'
const eventPurpose = 'demo event'

/** An older event could be one that somebody has kept. */
const eventSeconds = 300

type Row = typeof demoCharges.$inferSelect

const chargeOf = ({ id, outcome, amount, currency }: Row): Charge => ({
  id,
  chargeId: id,
  outcome: outcome as Charge['outcome'],
  amount,
  currency,
})

const digestOf = (body: string) => createHash('sha256').update(body).digest('base64url')

const rowOf = async (ctx: Context, id: string): Promise<Row | undefined> =>
  (await ctx.db.select().from(demoCharges).where(eq(demoCharges.id, id)))[0]

/**
 * Takes no money: a page of its own asks whether to approve, so that the whole way can be walked in the demo hospital.
 * Its charges are its own book, its events are signed, and both are asked for as with any other provider.
 */
export class DemoProvider implements PaymentProvider {
  name = PaymentProviderName.DEMO
  checkAmount = () => {}

  async start(ctx: Context, { id, amount, currency, description }: ChargeRequest) {
    await ctx.db
      .insert(demoCharges)
      .values({ id, amount, currency, description, outcome: 'OPEN', createdAt: ctx.now() })
      .onConflictDoNothing()
    return id
  }

  pageOf({ sealer, settings }: Context, id: string, returnUrl: string) {
    const secret = sealer.seal(JSON.stringify({ id, returnUrl }), pagePurpose)
    return `${settings.publicUrl}/pay/demo#${secret}`
  }

  async find(ctx: Context, chargeId: string): Promise<Charge | null> {
    const row = await rowOf(ctx, chargeId)
    return row ? chargeOf(row) : null
  }

  async cancel(ctx: Context, chargeId: string) {
    await ctx.db
      .update(demoCharges)
      .set({ outcome: 'FAILED' })
      .where(and(eq(demoCharges.id, chargeId), eq(demoCharges.outcome, 'OPEN')))
    return this.find(ctx, chargeId)
  }

  async refund(ctx: Context, { id, chargeId, amount }: RefundRequest) {
    await ctx.db.transaction(async (db) => {
      const added = await db
        .insert(demoRefunds)
        .values({ id, chargeId, amount })
        .onConflictDoNothing()
        .returning({ id: demoRefunds.id })
      if (added.length === 0) return
      await db
        .update(demoCharges)
        .set({ refunded: sql`${demoCharges.refunded} + ${amount}` })
        .where(eq(demoCharges.id, chargeId))
    })
  }

  async eventFrom(ctx: Context, body: string, signature: string) {
    const signed = ctx.sealer.open(signature, eventPurpose)
    if (signed === null) return null
    const { digest, at } = JSON.parse(signed) as { digest: string; at: string }
    const age = (ctx.now().getTime() - new Date(at).getTime()) / 1000
    if (digest !== digestOf(body) || age > eventSeconds) return null
    return JSON.parse(body) as { eventId: string; charge: Charge }
  }
}

const chargeIn = (ctx: Context, secret: string): { id: string; returnUrl: string } => {
  const text = ctx.sealer.open(secret, pagePurpose)
  if (text === null) throw notFound('charge', 'secret')
  return JSON.parse(text) as { id: string; returnUrl: string }
}

/**
 * What the page of the demo provider shows.
 * no authorization: it is a page of the provider, for whoever was sent there.
 */
export async function openDemoCharge(ctx: Context, secret: string) {
  const { id, returnUrl } = chargeIn(ctx, secret)
  const row = await rowOf(ctx, id)
  if (!row) throw notFound('charge', 'secret')
  const { amount, currency, description, outcome } = row
  return { amount: { amount, currency }, description, open: outcome === 'OPEN', returnUrl }
}

/**
 * Approves or declines a charge at the demo provider, and answers the signed event that says so.
 * no authorization: it is a page of the provider, for whoever was sent there.
 * no audit: it is the provider's book; what comes of it here is audited when the event arrives.
 */
export async function decideDemoCharge(ctx: Context, secret: string, approve: boolean) {
  if (!ctx.settings.demoPayments) throw badInput('secret', 'There is no demo provider here.')
  const { id, returnUrl } = chargeIn(ctx, secret)
  const [row] = await ctx.db
    .update(demoCharges)
    .set({ outcome: approve ? 'SUCCEEDED' : 'FAILED' })
    .where(and(eq(demoCharges.id, id), eq(demoCharges.outcome, 'OPEN')))
    .returning()
  if (!row) throw conflict('This was decided already.', { field: 'secret' })
  return { ...demoEvent(ctx, chargeOf(row)), returnUrl }
}

/** An event as the demo provider signs it. */
export function demoEvent(ctx: Context, charge: Charge, eventId = newId()) {
  const body = JSON.stringify({ eventId, charge })
  const seal = JSON.stringify({ digest: digestOf(body), at: ctx.now().toISOString() })
  return { body, signature: ctx.sealer.seal(seal, eventPurpose) }
}
