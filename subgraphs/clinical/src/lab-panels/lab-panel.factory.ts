import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { saveLabPanel, saveLabTest, testsOf } from './lab-panel.service.ts'
import type { LabRangeInput } from './lab-panel.types.ts'

const ranges: LabRangeInput[] = [
  { speciesId: 'dog', fromMonths: 0, toMonths: 6, low: 25, high: 50, criticalLow: 15 },
  { speciesId: 'dog', fromMonths: 6, low: 37, high: 55, criticalLow: 20, criticalHigh: 65 },
]

/** A blood count of a haematocrit in % with ranges for dogs, and a smear in words. */
export async function aPanel(hospital: TestSubgraph) {
  const ctx = hospital.context()
  const panel = await saveLabPanel(ctx, {
    name: `Blood count ${newId()}`,
    sample: 'EDTA blood, 1 ml',
    retired: false,
  })
  const test = { panelId: panel.id, retired: false }
  await saveLabTest(ctx, { ...test, code: 'HCT', name: 'Haematocrit', unit: '%', ranges })
  await saveLabTest(ctx, { ...test, code: 'SMEAR', name: 'Blood smear', unit: null, ranges: [] })
  const [hct, smear] = await testsOf(hospital.context(), panel.id)
  return { panel, hct: hct!, smear: smear! }
}
