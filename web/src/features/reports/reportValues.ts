import { formatCount, formatDay, formatMoney, formatMonth } from '../../ui/format'
import type { Report, ReportRow } from './reports'

type Unit = Report['columns'][number]['unit']

const signs: Partial<Record<Unit, string>> = { PERCENT: ' %', MINUTES: ' min', DAYS: ' d', TIMES: ' ×' }

export function valueText(value: number | null | undefined, unit: Unit, currency: string | null): string {
  if (value === null || value === undefined) return '–'
  if (unit === 'MONEY' && currency) return formatMoney({ amount: value, currency })
  return formatCount(value) + (signs[unit] ?? '')
}

/** Days and months as the hospital writes dates. */
export function labelOf({ key, label }: Pick<ReportRow, 'key' | 'label'>, kind: Report['rowKind']): string {
  if (key === null) return label
  if (kind === 'DAY') return formatDay(key, 'short')
  return kind === 'MONTH' ? formatMonth(key) : label
}

/** How much more or less it is, in per cent; null where little or nothing was before. */
export function changeText(
  value: number | null | undefined,
  before: number | null | undefined,
): string | null {
  if (value === null || value === undefined || !before) return null
  const percent = Math.round(((value - before) / Math.abs(before)) * 100)
  if (Math.abs(percent) > 999) return null
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)} %`
}
