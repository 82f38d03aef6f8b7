import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import { type LabRangeRow, labPanels, labRanges, labTests } from '../lab-panels/lab-panel.table.ts'
import { flagOf, isCritical, limitsFor, noLimits } from '../lab-orders/flag.ts'
import { labOrders, LabOrderStatus, labResults, LabUrgency } from '../lab-orders/lab-order.table.ts'

type Limits = readonly [criticalLow: number | null, low: number, high: number, criticalHigh: number | null]
type Test = readonly [code: string, name: string, unit: string | null, dog?: Limits, cat?: Limits]

const demoPanels: ReadonlyArray<readonly [name: string, sample: string, tests: readonly Test[]]> = [
  [
    'Blood count',
    'EDTA blood, 1 ml',
    [
      ['HCT', 'Haematocrit', '%', [15, 37, 55, 65], [14, 27, 47, 60]],
      ['HGB', 'Haemoglobin', 'g/L', [50, 120, 180, null], [45, 90, 150, null]],
      ['WBC', 'White blood cells', '10*9/L', [2, 6, 17, 40], [2, 5.5, 19.5, 40]],
      ['PLT', 'Platelets', '10*9/L', [30, 175, 500, null], [30, 150, 550, null]],
      ['SMEAR', 'Blood smear', null],
    ],
  ],
  [
    'Chemistry',
    'Serum, 1 ml',
    [
      ['CREA', 'Creatinine', 'umol/L', [null, 44, 133, 440], [null, 71, 159, 440]],
      ['UREA', 'Urea', 'mmol/L', [null, 3.5, 9.5, 40], [null, 5.7, 12.9, 50]],
      ['ALT', 'Alanine aminotransferase', 'U/L', [null, 10, 100, 1000], [null, 12, 115, 800]],
      ['GLU', 'Glucose', 'mmol/L', [2.5, 3.9, 7.2, 25], [2.5, 3.9, 8.8, 30]],
      ['K', 'Potassium', 'mmol/L', [2.5, 3.6, 5.8, 6.5], [2.5, 3.5, 5.8, 6.5]],
    ],
  ],
]

/** What the demo patient had over two years: days ago, panel, values in the order of its tests. */
const demoResults: ReadonlyArray<readonly [daysAgo: number, panel: number, values: readonly number[]]> = [
  [720, 0, [46, 152, 9.1, 310]],
  [720, 1, [98, 6.1, 41, 5.2, 4.3]],
  [480, 1, [121, 8.2, 47, 5.6, 4.6]],
  [300, 0, [42, 139, 10.4, 289]],
  [300, 1, [168, 12.8, 44, 5.1, 5]],
  [120, 1, [214, 17.5, 52, 5.9, 5.6]],
  [1, 1, [352, 31.4, 58, 6.2, 7.1]],
]

/** The entry of billing’s demo price list that charges a blood count. */
const bloodCount = demoId('service', 1)

const thousandths = (value: number | null) => (value === null ? null : Math.round(value * 1000))

function panelRows(since: Date) {
  const saved = { version: 1, createdAt: since, updatedAt: since }
  const tests = demoPanels.flatMap(([name, , tests], panel) =>
    tests.map(([code, title, unit, ...ranges], place) => ({
      row: {
        id: demoId('lab-test', panel * 100 + place),
        panelId: demoId('lab-panel', panel),
        code,
        name: title,
        unit,
        ...saved,
        createdAt: addMinutes(since, place),
      },
      ranges,
      of: name,
    })),
  )
  const ranges = tests.flatMap(({ row, ranges }) =>
    ranges.flatMap((limits, species) =>
      limits ? [{ testId: row.id, speciesId: species === 0 ? 'dog' : 'cat', limits }] : [],
    ),
  )
  return {
    panels: demoPanels.map(([name, sample], panel) => ({
      id: demoId('lab-panel', panel),
      name,
      sample,
      serviceId: panel === 0 ? bloodCount : null,
      ...saved,
    })),
    tests: tests.map(({ row }) => row),
    ranges: ranges.map(({ testId, speciesId, limits }, index): LabRangeRow => {
      const [criticalLow, low, high, criticalHigh] = limits.map(thousandths) as [
        number | null,
        number | null,
        number | null,
        number | null,
      ]
      const range = { criticalLow, low, high, criticalHigh }
      return { id: demoId('lab-range', index), testId, speciesId, fromMonths: 0, toMonths: null, ...range }
    }),
  }
}

/** Two panels, and a dog or cat whose kidneys fail over two years; the last result is critical and waits. */
export async function loadLaboratory(ctx: Context, plan: DemoPlan, since: Date) {
  const { panels, tests, ranges } = panelRows(since)
  await insertRows(ctx, labPanels, panels)
  await insertRows(ctx, labTests, tests)
  await insertRows(ctx, labRanges, ranges)
  const pet = plan.pets.findLast(
    ({ species, status }) => status === 'ACTIVE' && (species.id === 'dog' || species.id === 'cat'),
  )
  const vetId = plan.vets[0]!.id
  if (!pet) return
  const { locationId } = plan.owners.find(({ id }) => id === pet.ownerId)!
  const results = demoResults.flatMap(([daysAgo, panel, values], order) =>
    values.map((typed, place) => {
      const testId = demoId('lab-test', panel * 100 + place)
      const value = Math.round(typed * 1000)
      const of = ranges.filter((range) => range.testId === testId)
      const limits = limitsFor(of, { speciesId: pet.species.id, months: null }) ?? noLimits
      return {
        id: demoId('lab-result', order * 100 + place),
        orderId: demoId('lab-order', order),
        testId,
        value,
        unit: tests.find(({ id }) => id === testId)!.unit,
        ...limits,
        flag: flagOf(value, limits),
        enteredAt: addMinutes(ctx.now(), -daysAgo * 1440 + 60),
        enteredBy: vetId,
      }
    }),
  )
  const last = demoResults.length - 1
  const base = {
    petId: null,
    patientText: null,
    vetId: null,
    note: null,
    locationId,
    urgency: LabUrgency.ROUTINE,
    orderedBy: vetId,
    resultsAt: null,
    critical: false,
    acknowledgedAt: null,
    acknowledgedBy: null,
    releasedAt: null,
  }
  const answered = demoResults.map(([daysAgo, panel], order): typeof labOrders.$inferInsert => {
    const at = addMinutes(ctx.now(), -daysAgo * 1440)
    const resultsAt = addMinutes(at, 60)
    const id = demoId('lab-order', order)
    return {
      ...base,
      id,
      petId: pet.id,
      panelId: demoId('lab-panel', panel),
      vetId,
      status: LabOrderStatus.FINAL,
      sampledAt: at,
      resultsAt,
      critical: results.some(({ orderId, flag }) => orderId === id && isCritical(flag)),
      ...(order < last && { acknowledgedAt: resultsAt, acknowledgedBy: vetId }),
      ...(order === 0 && { releasedAt: resultsAt }),
      version: 3,
      createdAt: at,
      updatedAt: resultsAt,
    }
  })
  const today = addMinutes(ctx.now(), -60)
  const open: Array<typeof labOrders.$inferInsert> = [
    {
      ...base,
      id: demoId('lab-order', 100),
      petId: pet.id,
      panelId: demoId('lab-panel', 0),
      vetId,
      note: 'Anaemia of the kidney disease?',
      status: LabOrderStatus.PENDING,
      sampledAt: today,
      version: 2,
      createdAt: today,
      updatedAt: today,
    },
    {
      ...base,
      id: demoId('lab-order', 101),
      patientText: 'CHARLIE, 4 y, male',
      panelId: demoId('lab-panel', 0),
      status: LabOrderStatus.PARTIAL,
      sampledAt: today,
      resultsAt: today,
      version: 2,
      createdAt: today,
      updatedAt: today,
    },
  ]
  await insertRows(ctx, labOrders, [...answered, ...open])
  await insertRows(ctx, labResults, [
    ...results,
    {
      id: demoId('lab-result', 10_100),
      orderId: demoId('lab-order', 101),
      testId: demoId('lab-test', 0),
      value: 44_000,
      unit: '%',
      ...noLimits,
      flag: null,
      enteredAt: today,
      enteredBy: vetId,
    },
  ])
}
