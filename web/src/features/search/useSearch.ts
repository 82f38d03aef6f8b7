import { skipToken } from '@apollo/client/react'
import { useNavigate } from 'react-router'
import { useBooking } from '../../ui/booking'
import type { FeatureAction } from '../../ui/feature'
import { useRecents } from '../../ui/recents'
import { useDebounced } from '../../ui/useDebounced'
import { useViewer } from '../../ui/viewer'
import { fits, foundResults, type Group, recentResults, type Result } from './results'
import { useGlobalSearchQuery } from './search.gen'

/** What the search offers besides what it finds. */
export interface Beginnings {
  places: readonly { label: string; to: string }[]
  actions: readonly FeatureAction[]
}

/** The results for what is typed, in groups; `settled` says that they belong to the text as it is now. */
export function useSearch(
  text: string,
  begin: Beginnings,
): { groups: Group[]; settled: boolean; error: unknown } {
  const { permissions } = useViewer()
  const recents = useRecents()
  const book = useBooking()
  const navigate = useNavigate()
  const typed = text.trim()
  const search = useDebounced(typed, 150)
  const may = (permission: string): boolean => permissions.includes(permission)
  const asks = search !== '' && (may('pet:read') || may('owner:read'))
  const { data, previousData, loading, error } = useGlobalSearchQuery(
    asks ? { variables: { search, pets: may('pet:read'), owners: may('owner:read') } } : skipToken,
  )

  const actions: Result[] = [
    ...(may('appointment:book')
      ? [
          {
            id: 'new-booking',
            kind: 'action' as const,
            label: 'New booking',
            detail: 'Find a free time',
            run: () => book(),
          },
        ]
      : []),
    ...begin.actions
      .filter(({ permission }) => may(permission))
      .map(({ label, to }) => ({
        id: `action-${to}`,
        kind: 'action' as const,
        label,
        detail: '',
        run: () => void navigate(to),
      })),
  ]
  const places = begin.places.map(({ label, to }): Result => ({
    id: `page-${to}`,
    kind: 'page',
    label,
    detail: 'Go to page',
    to,
  }))
  const found =
    typed === ''
      ? [{ title: 'Recent', results: recentResults(recents) }]
      : foundResults(typed, data ?? previousData)
  const groups = [
    ...found,
    { title: 'Actions', results: actions.filter(({ label }) => fits(typed, label)) },
    { title: 'Go to', results: places.filter(({ label }) => fits(typed, label)) },
  ]
  return {
    groups: groups.filter(({ results }) => results.length > 0),
    settled: typed === '' || (typed === search && !loading),
    error: asks ? error : undefined,
  }
}
