import { codeOf, ErrorCode } from '@vetgraph/kit/errors'
import { metrics } from '@vetgraph/kit/telemetry/metrics'
import { inSpan, tracing } from '@vetgraph/kit/telemetry/tracing'
import type { Result, SubgraphLink } from '../link.ts'

function outcomeOf({ errors }: Result): string {
  if (!errors?.length) return 'ok'
  return errors.some((error) => codeOf(error) === ErrorCode.UNAVAILABLE) ? 'unavailable' : 'error'
}

/** The way to a subgraph, with its fetches measured and traced when somebody wants to know. */
export function watchedLink(name: string, link: SubgraphLink): SubgraphLink {
  if (!metrics && !tracing) return link
  const step = { name: `fetch ${name}`, kind: 'client', attributes: { 'vetgraph.subgraph': name } } as const
  return {
    ...link,
    execute: (operation, request) =>
      inSpan(
        () => step,
        async (span) => {
          const startedAt = performance.now()
          const result = await link.execute(operation, request)
          const outcome = outcomeOf(result)
          if (outcome !== 'ok') span.fail(outcome)
          metrics?.fetch(name, outcome, startedAt)
          return result
        },
      ),
  }
}
