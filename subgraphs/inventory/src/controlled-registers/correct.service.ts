import { authorize, can } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { audit } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { eq } from 'drizzle-orm'
import { lots } from '../stock/lot.table.ts'
import { lockPlace, move } from '../stock/move.service.ts'
import { MovementKind } from '../stock/stock-movement.table.ts'
import { repeatable, witnessingOf } from '../stock/witness.service.ts'
import type { CorrectRegisterInput, CountRegisterInput } from './controlled-register.inputs.ts'
import { correctionsOf, getLine, getRegister } from './controlled-register.service.ts'
import { type RegisterLineRow, registerLines } from './controlled-register.table.ts'

const right = 'controlled-drug:write'

function amountIn(field: string, quantity: number): number {
  const thousandths = thousandthsIn(field, quantity)
  if (thousandths < 0) throw badInput(field, 'This is not below 0.')
  return thousandths
}

async function lotOf(ctx: Context, id: string) {
  const [lot] = await ctx.db.select().from(lots).where(eq(lots.id, id))
  return lot!
}

/** By how much the register is wrong: what a line says with its corrections so far, against what is right. */
async function differenceOf(
  ctx: Context,
  line: RegisterLineRow,
  quantity: number | null | undefined,
): Promise<number> {
  if (quantity == null) return 0
  if (line.lotId === null) throw badInput('quantity', 'Nothing moved by this line: adjust the stock instead.')
  const before = await correctionsOf(ctx, line)
  const recorded = before.reduce((sum, correction) => sum + correction.quantity, line.quantity)
  return Math.sign(line.quantity) * amountIn('quantity', quantity) - recorded
}

/**
 * Corrects a line by a new one, signed by the viewer and a witness, with a reason; the line stays as it is, and a
 * correction is not corrected itself (I10). A wrong quantity moves the stock of its lot. What a prescription has counted
 * and what was charged stays.
 */
export async function correctRegister(ctx: Context, input: CorrectRegisterInput): Promise<RegisterLineRow> {
  const viewer = authorize(ctx, right)
  const id = await once(ctx, 'correctRegister', repeatable(input), async (ctx) => {
    const line = await getLine(ctx, asId(input.lineId), 'lineId')
    const register = await getRegister(ctx, line.registerId)
    if (!can(viewer, right, register.locationId)) throw notFound('line', 'lineId')
    if (line.correctsId)
      throw conflict('A correction is not corrected: correct the line that it is about again.', {
        field: 'lineId',
      })
    if (line.counted !== null) throw conflict('A count stays: count again.', { field: 'lineId' })
    const place = await lockPlace(ctx, line.itemId!, register.locationId)
    const quantity = await differenceOf(ctx, line, input.quantity)
    const witnessingId = await witnessingOf(ctx, place, input.witnessProof)
    const { reason } = input
    const signed = { witnessingId, correctsId: line.id }
    const correctionId =
      quantity === 0
        ? await write(ctx, register.id, { reason, itemId: line.itemId, ...signed })
        : await move(
            ctx,
            'stock.adjust',
            place,
            MovementKind.COUNT,
            reason,
            [{ lot: await lotOf(ctx, line.lotId!), quantity }],
            null,
            signed,
          )
    await audit(ctx, 'controlled-register.correct', {
      entity: 'ControlledRegister',
      entityId: register.id,
      after: { line: line.number, quantity: quantityOf(quantity), reason, witnessingId },
    })
    return correctionId
  })
  return getLine(ctx, id)
}

/** Adds a line by which nothing moves. */
async function write(
  ctx: Context,
  registerId: string,
  line: Pick<
    typeof registerLines.$inferInsert,
    'reason' | 'itemId' | 'witnessingId' | 'correctsId' | 'counted'
  >,
): Promise<string> {
  const id = newId()
  const actorId = authorize(ctx, right).userId
  await ctx.db.insert(registerLines).values({ ...line, id, registerId, at: ctx.now(), actorId })
  return id
}

/** Writes what somebody has counted beside the balance; the stock stays, and a difference needs words (I10). */
export async function countRegister(ctx: Context, input: CountRegisterInput): Promise<RegisterLineRow> {
  const viewer = authorize(ctx, right)
  const id = await once(ctx, 'countRegister', input, async (ctx) => {
    const register = await getRegister(ctx, asId(input.registerId), 'registerId')
    if (!can(viewer, right, register.locationId)) throw notFound('register', 'registerId')
    const counted = amountIn('counted', input.counted)
    const reason = input.reason ?? null
    const lineId = await write(ctx, register.id, { counted, reason: reason ?? 'Counted' })
    const [line] = await ctx.db.select().from(registerLines).where(eq(registerLines.id, lineId))
    if (line!.balance !== counted && reason === null)
      throw badInput(
        'reason',
        `The balance is ${quantityOf(line!.balance)} ${register.unit}: say what was found.`,
      )
    await audit(ctx, 'controlled-register.count', {
      entity: 'ControlledRegister',
      entityId: register.id,
      after: { counted: quantityOf(counted), balance: quantityOf(line!.balance), reason },
    })
    return lineId
  })
  return getLine(ctx, id)
}
