import type { RevenueGrouping } from '../../gql/types'
import { isDate } from '../../ui/format'

export interface RevenueRow {
  row: { from: string; until: string; groupBy: RevenueGrouping; key: string | null }
  /** What the report calls it. */
  label: string
  allLocations: boolean
}

const groupings: Readonly<Record<RevenueGrouping, true>> = {
  DAY: true,
  MONTH: true,
  VET: true,
  SERVICE: true,
  CATEGORY: true,
  LOCATION: true,
  PAYMENT_METHOD: true,
}

/** The row of the revenue report whose invoices the address asks for. */
export function revenueRowIn(params: URLSearchParams): RevenueRow | null {
  const [from, until, by] = [params.get('from'), params.get('until'), params.get('by')]
  if (!isDate(from) || !isDate(until) || !by || !Object.hasOwn(groupings, by)) return null
  return {
    row: { from, until, groupBy: by as RevenueGrouping, key: params.get('key') },
    label: params.get('label') ?? '',
    allLocations: params.get('at') === 'all',
  }
}
