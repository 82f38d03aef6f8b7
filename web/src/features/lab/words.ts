import type { Lab_orderFragment, Lab_resultFragment } from './lab.gen'
import type { LabFlag, LabOrderStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

export const statuses: Readonly<Record<LabOrderStatus, readonly [word: string, tone: Tone]>> = {
  ORDERED: ['Ordered', 'neutral'],
  PENDING: ['Pending', 'info'],
  PARTIAL: ['Partial', 'warn'],
  FINAL: ['Final', 'good'],
  CORRECTED: ['Corrected', 'warn'],
  CANCELLED: ['Cancelled', 'neutral'],
}

/** What stands beside a value that is not normal; the letter says it without colour. */
export const flags: Readonly<Record<LabFlag, readonly [word: string, tone: Tone] | null>> = {
  CRITICAL_LOW: ['Critical low', 'bad'],
  LOW: ['Low', 'warn'],
  NORMAL: null,
  HIGH: ['High', 'warn'],
  CRITICAL_HIGH: ['Critical high', 'bad'],
}

type Value = Pick<Lab_resultFragment, 'value' | 'text'>

export const valueText = ({ value, text }: Value): string => (value === null ? (text ?? '') : String(value))

export const rangeText = ({ low, high }: Pick<Lab_resultFragment, 'low' | 'high'>): string => {
  if (low === null) return high === null ? '–' : `≤ ${high}`
  return high === null ? `≥ ${low}` : `${low} – ${high}`
}

/** Whether somebody has still to look at it. */
export const isToSee = ({ resultsAt, acknowledgedAt, pet, status }: Lab_orderFragment): boolean =>
  resultsAt !== null && acknowledgedAt === null && pet !== null && status !== 'CANCELLED'

export const isOpen = ({ status }: Lab_orderFragment): boolean => status === 'ORDERED' || status === 'PENDING'

/** The abnormal values in short: “HCT 18.5 Critical low”. */
export const abnormalText = ({ results }: Lab_orderFragment): string =>
  results
    .flatMap(({ test, flag, ...value }) => {
      const said = flag && flags[flag]
      return said ? `${test.code} ${valueText(value)} ${said[0].toLowerCase()}` : []
    })
    .join(', ')

/** What was typed as a number, with comma or point; null for words. */
export function labNumber(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(tidy) ? Number(tidy) : null
}
