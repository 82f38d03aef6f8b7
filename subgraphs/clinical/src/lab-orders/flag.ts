import type { LabRangeRow } from '../lab-panels/lab-panel.table.ts'
import { LabFlag } from './lab-order.table.ts'

type Limits = Pick<LabRangeRow, 'low' | 'high' | 'criticalLow' | 'criticalHigh'>

export const noLimits: Limits = { low: null, high: null, criticalLow: null, criticalHigh: null }

/** The limits for a species at an age in months; a patient of unknown age counts as grown. */
export function limitsFor(
  ranges: readonly LabRangeRow[],
  { speciesId, months }: { speciesId: string; months: number | null },
): Limits | null {
  const found = ranges.find(
    (range) =>
      range.speciesId === speciesId &&
      (months === null
        ? range.toMonths === null
        : range.fromMonths <= months && (range.toMonths === null || months < range.toMonths)),
  )
  if (!found) return null
  const { low, high, criticalLow, criticalHigh } = found
  return { low, high, criticalLow, criticalHigh }
}

/** How a value stands to its limits, which are themselves within. */
export function flagOf(value: number, { low, high, criticalLow, criticalHigh }: Limits): LabFlag {
  if (criticalLow !== null && value < criticalLow) return LabFlag.CRITICAL_LOW
  if (criticalHigh !== null && value > criticalHigh) return LabFlag.CRITICAL_HIGH
  if (low !== null && value < low) return LabFlag.LOW
  if (high !== null && value > high) return LabFlag.HIGH
  return LabFlag.NORMAL
}

export const isCritical = (flag: LabFlag | null) =>
  flag === LabFlag.CRITICAL_LOW || flag === LabFlag.CRITICAL_HIGH
