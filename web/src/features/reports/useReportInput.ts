import { isDate, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { useParameters } from '../../ui/useParameters'
import type { ReportDefinition, ReportInput } from './reports'

export const comparisons = [
  ['', 'Nothing'],
  ['PERIOD_BEFORE', 'Period before'],
  ['YEAR_BEFORE', 'Year before'],
] as const

/** What a report is asked for stands in its address, so that a link and going back show the same. */
export function useReportInput({ groupings }: ReportDefinition) {
  const location = useCurrentLocation()
  const { params, change } = useParameters()
  const today = todayIn(location.timeZone)
  const dateOf = (name: string, otherwise: string) => {
    const given = params.get(name)
    return isDate(given) ? given : otherwise
  }
  const input: ReportInput<string> = {
    from: dateOf('from', `${today.slice(0, 8)}01`),
    until: dateOf('until', today),
    groupBy: groupings.find(([value]) => value === params.get('by'))?.[0] ?? groupings[0]![0],
    compareWith: comparisons.find(([value]) => value === params.get('compare'))?.[0] || null,
    locationId: params.get('at') === 'all' ? null : location.id,
  }
  // An empty value is the usual one and stands in no address.
  return { input, choose: change, today, measure: params.get('chart') }
}
