import { ApolloLink, type ApolloClient } from '@apollo/client'
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { OperationTypeNode } from 'graphql'
import { useSyncExternalStore } from 'react'
import { tap, map } from 'rxjs'
import { isUnavailable } from '../../ui/errors'

/** How long a silent part is left alone before it is asked again. */
const pause = 5_000

let out = false
/** Something on the screen lacks what no query there knows of: it came with a write or an event. */
let missed = false
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: boolean): void {
  if (next === out) return
  out = next
  for (const listener of listeners) listener()
}

/** Asks again, unseen, what lacked something; what is whole by now is fetched for the screen. */
async function askAgain(client: ApolloClient): Promise<void> {
  if (missed) {
    missed = false
    await client.refetchQueries({ include: 'active' })
  }
  const lacking = [...client.getObservableQueries('active')].filter((query) =>
    isUnavailable(query.getCurrentResult().error),
  )
  const whole = await Promise.all(
    lacking.map(async (query) => {
      const { error } = await client.query({
        query: query.options.query,
        variables: query.variables,
        fetchPolicy: 'no-cache',
        errorPolicy: 'all',
      })
      if (isUnavailable(error) || (error && !CombinedGraphQLErrors.is(error))) return false
      await query.refetch()
      return !isUnavailable(query.getCurrentResult().error)
    }),
  )
  if (whole.every(Boolean) && !missed) set(false)
}

function watch(client: ApolloClient): void {
  set(true)
  timer ??= setTimeout(() => {
    void askAgain(client)
      .catch(() => {})
      .finally(() => {
        timer = undefined
        if (out) watch(client)
      })
  }, pause)
}

/** Every field that was asked for itself has its answer; only something within may be missing. */
const happened = (data: ApolloLink.Result['data']): boolean =>
  Boolean(data) && Object.values(data ?? {}).every((value) => value !== null)

/**
 * Notices answers that lack something because a part of the system is silent. A write that happened and an event that
 * came are told as such whatever is missing of what they should show: that is fetched later.
 */
export const outageLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    tap({ error: (error) => isUnavailable(error) && watch(operation.client) }),
    map((result) => {
      if (!result.errors?.length) return result
      const isQuery = operation.operationType === OperationTypeNode.QUERY
      const kept = !isQuery && happened(result.data)
      if (result.errors.some(({ extensions }) => extensions?.code === 'UNAVAILABLE')) {
        missed ||= kept
        watch(operation.client)
      }
      return kept ? { ...result, errors: undefined } : result
    }),
  ),
)

/** Whether a part of the system does not answer. */
export const useOutage = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => out,
  )
