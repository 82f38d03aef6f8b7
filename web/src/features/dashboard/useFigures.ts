import { skipToken, useApolloClient } from '@apollo/client/react'
import { useCallback, useEffect, useRef } from 'react'
import {
  DashboardBillingDocument,
  DashboardInventoryDocument,
  DashboardSchedulingDocument,
  useDashboardInvoicesChangedSubscription,
  useDashboardPageQuery,
  useDashboardPaymentsChangedSubscription,
  useDashboardRequestsChangedSubscription,
  useDashboardStockChangedSubscription,
  useDashboardVisitsChangedSubscription,
} from './dashboard.gen'
import { useCurrentLocation } from '../../ui/location'
import { useCan } from '../../ui/viewer'

const parts = {
  scheduling: DashboardSchedulingDocument,
  billing: DashboardBillingDocument,
  inventory: DashboardInventoryDocument,
} as const

type Part = keyof typeof parts

/** Many changes at once, such as a series of bookings, ask for the figures once. */
const gatherFor = 500

/** What no change tells of, such as a dose that becomes due, appears with the next minute. */
const askAgainAfter = 60_000

/** Asks for the figures of a part anew, soon after the first of some changes. */
function useRefresh(locationId: string): (part: Part) => void {
  const client = useApolloClient()
  const waiting = useRef(new Map<Part, ReturnType<typeof setTimeout>>())
  useEffect(() => {
    const timers = waiting.current
    return () => {
      timers.forEach(clearTimeout)
      timers.clear()
    }
  }, [locationId])
  return useCallback(
    (part) => {
      if (waiting.current.has(part)) return
      const ask = () => {
        waiting.current.delete(part)
        // What fails now is asked again with the next minute.
        void client
          .query({ query: parts[part], variables: { locationId }, fetchPolicy: 'network-only' })
          .catch(() => {})
      }
      waiting.current.set(part, setTimeout(ask, gatherFor))
    },
    [client, locationId],
  )
}

/** The figures of the current location, kept present by what other desks do. */
export function useFigures() {
  const { id: locationId } = useCurrentLocation()
  const refresh = useRefresh(locationId)
  const query = useDashboardPageQuery({
    variables: { locationId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    pollInterval: askAgainAfter,
  })
  const sees = {
    requests: useCan('appointment:book'),
    invoices: useCan('invoice:read'),
    stock: useCan('inventory:read'),
  }
  const here = { variables: { locationId }, ignoreResults: true }
  const onVisit = () => refresh('scheduling')
  const onMoney = () => refresh('billing')
  useDashboardVisitsChangedSubscription({ ...here, onData: onVisit })
  useDashboardRequestsChangedSubscription(sees.requests ? { ...here, onData: onVisit } : skipToken)
  useDashboardInvoicesChangedSubscription(sees.invoices ? { ...here, onData: onMoney } : skipToken)
  useDashboardPaymentsChangedSubscription(sees.invoices ? { ...here, onData: onMoney } : skipToken)
  useDashboardStockChangedSubscription(
    sees.stock ? { ignoreResults: true, onData: () => refresh('inventory') } : skipToken,
  )
  return query
}
