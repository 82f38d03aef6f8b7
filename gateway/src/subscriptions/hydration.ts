import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { type SubgraphRequest, systemRequest, type Viewer } from '@vetgraph/kit/context'
import { inSpan } from '@vetgraph/kit/telemetry/tracing'
import { explain, present, type Presented } from '../edge/errors.ts'
import { copyOf } from '../engine/merge.ts'
import type { Result, SubgraphLink } from '../link.ts'
import { Semaphore } from './semaphore.ts'
import { Hubs } from './hub.ts'
import { eventService, type LivePlan } from './plan.ts'

const hydrationsAtOnce = 16

interface Options {
  linkOf: (service: string) => SubgraphLink
  log: Logger
}

type Variables = Readonly<Record<string, unknown>>

const requestAs = (viewer: Viewer | null): SubgraphRequest => ({ ...systemRequest(randomUUID()), viewer })

const formatted = ({ data, errors, extensions }: Presented): Result => ({
  data: data ?? null,
  ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
  ...(extensions ? { extensions } : {}),
})

/** Hubs whose events are completed by the engine with fields of other subgraphs, with limited concurrency. */
export function hydratedHubs({ linkOf, log }: Options): Hubs {
  const semaphore = new Semaphore(hydrationsAtOnce)
  const hydrate = async (plan: LivePlan, variables: Variables, event: Result, request: SubgraphRequest) => {
    // The engine modifies its input, so every hydration gets a copy.
    const told = { execute: async () => copyOf(event) }
    const result = await plan.hydration({
      variables,
      request,
      ask: (service) => (service === eventService ? told : linkOf(service)),
    })
    return formatted(present(result, request.requestId, log))
  }
  return new Hubs({
    log,
    linkOf,
    requestFor: requestAs,
    present: (result) => formatted(present(result, randomUUID(), log)),
    hydrate: async (plan, variables, event, viewer) => {
      await semaphore.acquire()
      const request = requestAs(viewer)
      try {
        const step = { name: `event ${plan.operationName ?? ''}`.trim(), kind: 'internal' } as const
        return await inSpan(
          () => step,
          () => hydrate(plan, variables, event, request),
        )
      } catch (error) {
        return { data: null, errors: [explain(error, request.requestId, log).toJSON()] }
      } finally {
        semaphore.release()
      }
    },
  })
}
