import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { entity, visibleToAll } from '@vetgraph/kit/reads/entity'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { writing } from '@vetgraph/kit/work/writing'
import { asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { versionOf } from '../record-templates/record-template.service.ts'
import { checkServices } from '../refs/service.service.ts'
import { checkKind } from '../species/species.service.ts'
import {
  type LabPanelRow,
  labPanels,
  type LabRangeRow,
  labRanges,
  type LabTestRow,
  labTests,
} from './lab-panel.table.ts'
import type { LabRangeInput, SaveLabPanelInput, SaveLabTestInput } from './lab-panel.types.ts'
import { ucumUnit } from './unit.ts'

const maxPanels = 200
const maxTests = 100
const maxRanges = 50
const maxMonths = 1200
/** Larger than any count of cells. */
const maxValue = 1_000_000_000

/** Everybody who is signed in may know them: they say what a result is. */
const reading = entity({
  table: labPanels,
  type: 'LabPanel',
  always: ['id'],
  takes: { tests: ['id'], service: ['serviceId'] },
  noun: 'laboratory panel',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(labPanels).$dynamic(),
})

export const { read: readPanels, get: getPanel } = reading

/** The panels by name: a hospital has some dozens. */
export function listPanels(ctx: Context, includeRetired: boolean): Promise<LabPanelRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(labPanels)
    .where(includeRetired ? undefined : isNull(labPanels.retiredAt))
    .orderBy(asc(sql`clinical.fold(name)`))
    .limit(maxPanels)
}

const readTestsOf = async (ctx: Context, panelIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(labTests)
      .where(inArray(labTests.panelId, [...panelIds]))
      .orderBy(asc(labTests.createdAt), asc(labTests.id))
  ).map((test) => [test.panelId, test] as const)

/** A panel's tests in the order in which they were entered, retired ones too. */
export const testsOf = (ctx: Context, panelId: string): Promise<LabTestRow[]> =>
  groupLoaderOf(ctx, readTestsOf).load(panelId)

const readTests = (ctx: Context, ids: readonly string[]): Promise<LabTestRow[]> =>
  ctx.db
    .select()
    .from(labTests)
    .where(inArray(labTests.id, [...ids]))

/** A test by id, a retired one too. */
export async function getTest(ctx: Context, id: string): Promise<LabTestRow> {
  const test = await loaderOf(ctx, readTests).load(id)
  if (!test) throw notFound('laboratory test', 'id')
  return test
}

const readRangesOf = async (ctx: Context, testIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(labRanges)
      .where(inArray(labRanges.testId, [...testIds]))
      .orderBy(asc(labRanges.speciesId), asc(labRanges.fromMonths))
  ).map((range) => [range.testId, range] as const)

/** A test's ranges by species and age. */
export const rangesOf = (ctx: Context, testId: string): Promise<LabRangeRow[]> =>
  groupLoaderOf(ctx, readRangesOf).load(testId)

const saved = writing({
  table: labPanels,
  type: 'LabPanel',
  noun: 'laboratory panel',
  values: ({ name, sample, serviceId, retiredAt }) => ({ name, sample, serviceId, retiredAt }),
})

const savedTest = writing({
  table: labTests,
  type: 'LabTest',
  noun: 'laboratory test',
  values: ({ panelId, code, name, unit, retiredAt }) => ({ panelId, code, name, unit, retiredAt }),
})

/** Adds a panel, changes or retires one. */
export async function saveLabPanel(ctx: Context, input: SaveLabPanelInput): Promise<LabPanelRow> {
  authorize(ctx, 'lab-panel:write')
  const id = await once(ctx, 'saveLabPanel', input, async (ctx) => {
    const before = input.id ? await saved.lock(ctx, input.id, versionOf(input)) : null
    if (!before && (await ctx.db.$count(labPanels)) >= maxPanels)
      throw badInput('name', `At most ${maxPanels} panels.`)
    const { name, sample, serviceId = null } = input
    if (serviceId !== before?.serviceId) await checkServices(ctx, [{ serviceId, field: 'serviceId' }])
    const values = {
      name,
      sample,
      serviceId,
      retiredAt: input.retired ? (before?.retiredAt ?? ctx.now()) : null,
    }
    const after = before ? await saved.change(ctx, before, values) : await saved.add(ctx, values)
    return after.id
  })
  return getPanel(ctx, id)
}

/** A value of a test in thousandths of its unit. */
export function labValueIn(field: string, value: number): number {
  if (!(Math.abs(value) <= maxValue)) throw badInput(field, `At most ${maxValue.toLocaleString('en')}.`)
  return thousandthsIn(field, value)
}

function monthsIn(field: string, months: number): number {
  if (months < 0 || months > maxMonths) throw badInput(field, `From 0 to ${maxMonths} months.`)
  return months
}

const limitNames = ['low', 'high', 'criticalLow', 'criticalHigh'] as const

async function rangeOf(ctx: Context, range: LabRangeInput, place: number) {
  await checkKind(ctx, range.speciesId, null)
  const at = (name: string) => `ranges.${place}.${name}`
  const limits = limitNames.map((name) => {
    const value = range[name]
    return [name, value == null ? null : labValueIn(at(name), value)] as const
  })
  return {
    speciesId: range.speciesId,
    fromMonths: monthsIn(at('fromMonths'), range.fromMonths),
    toMonths: range.toMonths == null ? null : monthsIn(at('toMonths'), range.toMonths),
    ...(Object.fromEntries(limits) as Record<(typeof limitNames)[number], number | null>),
  }
}

/** Puts these ranges in place of those before. */
async function replaceRanges(ctx: Context, testId: string, input: readonly LabRangeInput[]) {
  if (input.length > maxRanges) throw badInput('ranges', `At most ${maxRanges}.`)
  const ranges = await Promise.all(input.map((range, place) => rangeOf(ctx, range, place)))
  const before = await ctx.db.delete(labRanges).where(eq(labRanges.testId, testId)).returning()
  if (ranges.length > 0)
    await ctx.db.insert(labRanges).values(ranges.map((range) => ({ id: newId(), testId, ...range })))
  await audit(ctx, 'lab-test.ranges', {
    entity: 'LabTest',
    entityId: testId,
    before: { ranges: before.map(({ id: _id, testId: _testId, ...range }) => range) },
    after: { ranges },
  })
}

/** Adds a test to a panel, changes or retires one; results that are there keep unit, range and flag. */
export async function saveLabTest(ctx: Context, input: SaveLabTestInput): Promise<LabPanelRow> {
  authorize(ctx, 'lab-panel:write')
  const id = await once(ctx, 'saveLabTest', input, async (ctx) => {
    const panel = await getPanel(ctx, input.panelId, 'panelId')
    const before = input.id ? await savedTest.lock(ctx, input.id, versionOf(input)) : null
    if (before && before.panelId !== panel.id) throw badInput('panelId', 'A test stays in its panel.')
    if (!before && (await ctx.db.$count(labTests, eq(labTests.panelId, panel.id))) >= maxTests)
      throw badInput('panelId', `At most ${maxTests} tests of a panel.`)
    const unit = input.unit == null ? null : await ucumUnit('unit', input.unit)
    if (before && before.unit !== unit)
      throw badInput('unit', 'A test keeps its unit: retire it and add another.')
    const { code, name } = input
    const values = { code, name, unit, retiredAt: input.retired ? (before?.retiredAt ?? ctx.now()) : null }
    const after = before
      ? await savedTest.change(ctx, before, values)
      : await savedTest.add(ctx, { ...values, panelId: panel.id })
    await replaceRanges(ctx, after.id, input.ranges)
    return panel.id
  })
  return getPanel(ctx, id)
}

/** A limit or value as people write it. */
export const shownValue = (thousandths: number | null) =>
  thousandths === null ? null : quantityOf(thousandths)
