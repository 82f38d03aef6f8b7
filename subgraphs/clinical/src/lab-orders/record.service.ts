import { audit } from '@vetgraph/kit/work/audit'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { labValueIn, rangesOf, shownValue, testsOf } from '../lab-panels/lab-panel.service.ts'
import type { LabTestRow } from '../lab-panels/lab-panel.table.ts'
import { ucumUnit } from '../lab-panels/unit.ts'
import { checkPast, checkTime } from '../measurements/time.check.ts'
import { monthsOld } from '../pets/age.ts'
import type { PetRow } from '../pets/pet.table.ts'
import { locations } from '../refs/location-ref.service.ts'
import { flagOf, isCritical, limitsFor, noLimits } from './flag.ts'
import type { LabValueInput, RecordLabResultInput } from './lab-order.inputs.ts'
import { getLabOrder, lockLabOrder, saved } from './lab-order.service.ts'
import {
  type LabOrderRow,
  LabOrderStatus,
  type LabResultRow,
  labResults,
  LabUrgency,
} from './lab-order.table.ts'
import { checkLocation, usablePanel } from './order.service.ts'

const maxValues = 100

interface Value {
  test: LabTestRow
  value: number | null
  text: string | null
}

async function valueOf(input: LabValueInput, tests: readonly LabTestRow[], at: string): Promise<Value> {
  const test = tests.find(({ id }) => id === input.testId)
  if (!test) throw badInput(`${at}.testId`, 'This is no test of the panel.')
  if (input.unit != null && (await ucumUnit(`${at}.unit`, input.unit)) !== test.unit)
    throw badInput(`${at}.unit`, `${test.code} is entered in ${test.unit ?? 'words'}.`)
  const text = input.text ?? null
  const isNumber = input.value !== null && input.value !== undefined
  if (isNumber === (text !== null)) throw badInput(`${at}.value`, 'A number, or words.')
  if (!isNumber) return { test, value: null, text }
  if (test.unit === null) throw badInput(`${at}.value`, `${test.code} is described in words.`)
  return { test, value: labValueIn(`${at}.value`, input.value!), text: null }
}

async function valuesOf(
  ctx: Context,
  panelId: string,
  { values: inputs, complete }: RecordLabResultInput,
): Promise<Value[]> {
  if ((inputs.length < 1 && !complete) || inputs.length > maxValues)
    throw badInput('values', `From 1 to ${maxValues}.`)
  const tests = await testsOf(ctx, panelId)
  const values = await Promise.all(inputs.map((input, place) => valueOf(input, tests, `values.${place}`)))
  if (new Set(values.map(({ test }) => test.id)).size < values.length)
    throw badInput('values', 'Each test has one value.')
  return values
}

/** Limits and flag of a value by the ranges of now, for the patient's species and age when the sample was taken. */
export async function comparedWith(
  ctx: Context,
  { testId, value }: { testId: string; value: number | null },
  pet: PetRow | null,
  { locationId, sampledAt }: Pick<LabOrderRow, 'locationId' | 'sampledAt'>,
) {
  if (value === null || !pet || !sampledAt) return { ...noLimits, flag: null }
  const { timeZone } = (await locations.find(ctx, locationId))!
  const { speciesId, dateOfBirth } = pet
  const months =
    dateOfBirth === null ? null : monthsOld(new Date(dateOfBirth), new Date(dayOf(sampledAt, timeZone)))
  const limits = limitsFor(await rangesOf(ctx, testId), { speciesId, months })
  return limits ? { ...limits, flag: flagOf(value, limits) } : { ...noLimits, flag: null }
}

/** The values that hold, as they are in the open transaction. */
export const heldResults = (ctx: Context, orderId: string): Promise<LabResultRow[]> =>
  ctx.db
    .select()
    .from(labResults)
    .where(and(eq(labResults.orderId, orderId), isNull(labResults.replacedAt)))

const isSame = (held: LabResultRow | undefined, { value, text }: Value) =>
  held?.value === value && held.text === text

/** Marks what is corrected as replaced; it stays with the reason (MR9). */
async function replace(ctx: Context, viewer: Viewer, replaced: LabResultRow[], reason: string | null) {
  if (replaced.length === 0) return
  if (reason === null) throw badInput('reason', 'Why are values corrected?')
  await ctx.db
    .update(labResults)
    .set({ replacedAt: ctx.now(), replacedBy: viewer.userId, replaceReason: reason })
    .where(
      inArray(
        labResults.id,
        replaced.map(({ id }) => id),
      ),
    )
}

async function statusAfter(ctx: Context, before: LabOrderRow, held: LabResultRow[], complete: boolean) {
  if (before.status === LabOrderStatus.FINAL || before.status === LabOrderStatus.CORRECTED)
    return LabOrderStatus.CORRECTED
  const there = new Set(held.map(({ testId }) => testId))
  const missing = (await testsOf(ctx, before.panelId)).some(
    ({ id, retiredAt }) => !retiredAt && !there.has(id),
  )
  return missing && !complete ? LabOrderStatus.PARTIAL : LabOrderStatus.FINAL
}

const shownOf = (rows: ReadonlyArray<{ testId: string; value: number | null; text: string | null }>) =>
  rows.map(({ testId, value, text }) => ({ testId, value: shownValue(value), text }))

async function write(
  ctx: Context,
  viewer: Viewer,
  { order, pet }: { order: LabOrderRow; pet: PetRow | null },
  input: RecordLabResultInput,
) {
  const before = await heldResults(ctx, order.id)
  const heldOf = (test: LabTestRow) => before.find(({ testId }) => testId === test.id)
  const given = await valuesOf(ctx, order.panelId, input)
  const changed = given.filter((each) => !isSame(heldOf(each.test), each))
  const replaced = changed.flatMap(({ test }) => heldOf(test) ?? [])
  await replace(ctx, viewer, replaced, input.reason ?? null)
  const rows = await Promise.all(
    changed.map(async ({ test, value, text }) => ({
      id: newId(),
      orderId: order.id,
      testId: test.id,
      value,
      text,
      unit: test.unit,
      ...(await comparedWith(ctx, { testId: test.id, value }, pet, order)),
      enteredAt: ctx.now(),
      enteredBy: viewer.userId,
    })),
  )
  if (rows.length > 0) {
    await ctx.db.insert(labResults).values(rows)
    await audit(ctx, 'lab-result.record', {
      entity: 'LabOrder',
      entityId: order.id,
      before: { values: shownOf(replaced) },
      after: { values: shownOf(rows), reason: input.reason ?? null },
    })
  }
  const held = await heldResults(ctx, order.id)
  const isFinished = order.status === LabOrderStatus.FINAL || order.status === LabOrderStatus.CORRECTED
  if (rows.length === 0 && (isFinished || !input.complete)) return
  await saved.change(
    ctx,
    order,
    {
      status: await statusAfter(ctx, order, held, input.complete),
      resultsAt: ctx.now(),
      critical: held.some(({ flag }) => isCritical(flag)),
      // Whoever has looked has not seen this, and the owner does not before somebody has.
      acknowledgedAt: null,
      acknowledgedBy: null,
      releasedAt: null,
    },
    'results',
  )
}

/** The order that the results answer, with its sample taken. */
async function answered(ctx: Context, { orderId, version, sampledAt }: RecordLabResultInput) {
  if (version == null) throw badInput('version', 'Say which version of the order you have seen.')
  const { order, pet } = await lockLabOrder(ctx, { id: orderId!, version })
  if (order.status === LabOrderStatus.CANCELLED)
    throw conflict('This order was cancelled.', { field: 'orderId', status: order.status })
  if (order.resultsAt && sampledAt) throw badInput('sampledAt', 'There are results of this sample already.')
  const taken = sampledAt ?? order.sampledAt ?? ctx.now()
  if (pet) await checkTime(ctx, pet, taken, 'sampledAt')
  return { order: { ...order, sampledAt: taken }, pet, isNew: order.sampledAt?.getTime() !== taken.getTime() }
}

/** What came without an order waits for somebody who knows the patient. */
async function unassigned(ctx: Context, viewer: Viewer, input: RecordLabResultInput): Promise<LabOrderRow> {
  const { panelId, locationId, patientText } = input
  if (!panelId) throw badInput('panelId', 'Which order or panel is it?')
  if (!locationId) throw badInput('locationId', 'Where did it come?')
  if (!patientText) throw badInput('patientText', 'Whom has the laboratory named?')
  await checkLocation(ctx, locationId)
  const panel = await usablePanel(ctx, panelId)
  const sampledAt = input.sampledAt ?? ctx.now()
  checkPast(ctx, sampledAt, 'sampledAt')
  return saved.add(ctx, {
    petId: null,
    patientText,
    panelId: panel.id,
    locationId,
    vetId: null,
    urgency: LabUrgency.ROUTINE,
    status: LabOrderStatus.PENDING,
    orderedBy: viewer.userId,
    sampledAt,
  })
}

/** Keeps results by hand: of an order, corrected ones too, or such as fit no patient (MR9). */
export async function recordLabResult(ctx: Context, input: RecordLabResultInput): Promise<LabOrderRow> {
  const viewer = authorize(ctx, 'lab:write')
  const id = await once(ctx, 'recordLabResult', input, async (ctx) => {
    if (!input.orderId) {
      authorize(ctx, 'lab:write', input.locationId ?? undefined)
      const order = await unassigned(ctx, viewer, input)
      await write(ctx, viewer, { order, pet: null }, input)
      return order.id
    }
    const { order, pet, isNew } = await answered(ctx, input)
    authorize(ctx, 'lab:write', order.locationId)
    const { sampledAt } = order
    const sampled = isNew
      ? await saved.change(ctx, order, { status: LabOrderStatus.PENDING, sampledAt }, 'sample')
      : order
    await write(ctx, viewer, { order: sampled, pet }, input)
    return order.id
  })
  return getLabOrder(ctx, id)
}
