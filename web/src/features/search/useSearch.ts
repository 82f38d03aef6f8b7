import { skipToken } from '@apollo/client/react'
import { useNavigate } from 'react-router'
import { useBooking } from '../../ui/booking'
import { useRecents } from '../../ui/recents'
import { useDebounced } from '../../ui/useDebounced'
import { useViewer } from '../../ui/viewer'
import { fits, foundResults, type Group, recentResults, type Result } from './results'
import { useGlobalSearchQuery } from './search.gen'

const pages: readonly { label: string; to: string; permission: string }[] = [
  { label: 'Today', to: '/', permission: 'appointment:read' },
  { label: 'Clients', to: '/clients', permission: 'owner:read' },
  { label: 'Patients', to: '/patients', permission: 'pet:read' },
  { label: 'Invoices', to: '/invoices', permission: 'invoice:read' },
  { label: 'Stock', to: '/stock', permission: 'inventory:read' },
]

/** The results for what is typed, in groups; `settled` says that they belong to the text as it is now. */
export function useSearch(text: string): { groups: Group[]; settled: boolean; error: unknown } {
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
    ...(may('owner:write')
      ? [
          {
            id: 'new-client',
            kind: 'action' as const,
            label: 'New client',
            detail: '',
            run: () => void navigate('/clients?new=1'),
          },
        ]
      : []),
    ...(may('pet:write')
      ? [
          {
            id: 'new-patient',
            kind: 'action' as const,
            label: 'New patient',
            detail: '',
            run: () => void navigate('/patients?new=1'),
          },
        ]
      : []),
  ]
  const places: Result[] = pages
    .filter(({ permission }) => may(permission))
    .map(({ label, to }) => ({ id: `page-${to}`, kind: 'page', label, detail: 'Go to page', to }))
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
