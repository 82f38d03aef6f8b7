import { useApolloClient } from '@apollo/client/react'
import { useEffect, useState } from 'react'
import { addDays, isDate, startOfDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { useDebounced } from '../../ui/useDebounced'
import { BulkRecallDocument, BulkVisitsDocument } from './bulk-messages.gen'

export interface Audience {
  /** The recalled lot; the days and vet of visits if there is none. */
  lotId: string | null
  from: string
  to: string
  vetId: string
}

interface Patients {
  nodes: ReadonlyArray<{ pet: { id: string } | null }>
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** What is cancelled or missed is not visited. */
const visiting = ['SCHEDULED', 'CONFIRMED', 'ARRIVED', 'ROOMED', 'IN_EXAM', 'READY', 'CHECKED_OUT'] as const

/** More than one message takes; it is refused then. */
const maxPages = 21

/** The patients of everybody who is to be written to, page by page; null while they are asked for. */
export function useAudience({ lotId, from, to, vetId }: Audience) {
  const client = useApolloClient()
  const { id: locationId, timeZone } = useCurrentLocation()
  const wanted = useDebounced(JSON.stringify({ lotId, from, to, vetId }), 300)
  const [found, setFound] = useState<{ wanted: string; petIds: string[]; error?: unknown } | null>(null)
  useEffect(() => {
    let left = false
    const { lotId, from, to, vetId } = JSON.parse(wanted) as Audience
    const page = async (after: string | null): Promise<Patients | undefined> => {
      const options = { fetchPolicy: 'no-cache' } as const
      if (lotId) {
        const { data } = await client.query({
          query: BulkRecallDocument,
          variables: { lotId, after },
          ...options,
        })
        return data?.recall.dispensings
      }
      const last = to || from
      if (!isDate(from) || !isDate(last) || last < from) return undefined
      const filter = {
        ...{ locationId, vetId: vetId || null, status: [...visiting] },
        from: startOfDay(from, timeZone),
        to: startOfDay(addDays(last, 1), timeZone),
      }
      const { data } = await client.query({
        query: BulkVisitsDocument,
        variables: { filter, after },
        ...options,
      })
      return data?.appointments
    }
    const read = async () => {
      const petIds = new Set<string>()
      let after: string | null = null
      for (let pages = 0; pages < maxPages && !left; pages++) {
        const answer: Patients | undefined = await page(after)
        for (const { pet } of answer?.nodes ?? []) if (pet) petIds.add(pet.id)
        if (!answer?.pageInfo.hasNextPage) break
        after = answer.pageInfo.endCursor
      }
      if (!left) setFound({ wanted, petIds: [...petIds] })
    }
    read().catch((error: unknown) => !left && setFound({ wanted, petIds: [], error }))
    return () => {
      left = true
    }
  }, [client, wanted, locationId, timeZone])
  const isCurrent = found?.wanted === JSON.stringify({ lotId, from, to, vetId })
  return { petIds: isCurrent ? found.petIds : null, error: isCurrent ? found.error : undefined }
}
