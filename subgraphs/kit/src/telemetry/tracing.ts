import type { IncomingMessage, ServerResponse } from 'node:http'

/** One step of a request as a trace shows it. */
export interface Step {
  name: string
  kind: 'server' | 'client' | 'internal' | 'consumer'
  attributes?: Readonly<Record<string, string | number | boolean | undefined>>
  /** The `traceparent` header by which another process says whose step this is. */
  parent?: string | null
}

/** A step that is being taken. */
export interface Span {
  set: (attributes: NonNullable<Step['attributes']>) => void
  fail: (why: string) => void
}

export interface Tracing {
  inSpan: <T>(step: Step, work: (span: Span) => Promise<T>) => Promise<T>
  /** A step below the present one that began now and ends with the promise; none when there is no present one. */
  follow: (step: Step, work: PromiseLike<unknown>) => void
  /** How the present step is told to another process. */
  traceparent: () => string | null
  /** The present step, for log lines. */
  ids: () => { traceId?: string; spanId?: string }
  stop: () => Promise<void>
}

/** The traces of this process; null unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set, and then nobody pays for them. */
export let tracing: Tracing | null = null

const unrecorded: Span = { set: () => {}, fail: () => {} }

/** Does the work as a step of the present trace. */
export function inSpan<T>(step: () => Step, work: (span: Span) => Promise<T>): Promise<T> {
  return tracing ? tracing.inSpan(step(), work) : work(unrecorded)
}

/** The header that carries the present trace to another process. */
export function traceHeaders(): { traceparent?: string } {
  const traceparent = tracing?.traceparent()
  return traceparent ? { traceparent } : {}
}

/** Answers a request to the graph as a step of its caller's trace. */
export function inRequestSpan(message: IncomingMessage, response: ServerResponse, answer: () => void) {
  const path = message.url?.split('?')[0]
  if (!tracing || path !== '/graphql') return answer()
  const parent = message.headers['traceparent']
  const step: Step = {
    name: `${message.method} ${path}`,
    kind: 'server',
    parent: typeof parent === 'string' ? parent : null,
    attributes: { 'http.request.method': message.method, 'url.path': path },
  }
  void tracing.inSpan(step, (span) => {
    const closed = new Promise<void>((resolve) => {
      response.once('close', () => {
        span.set({ 'http.response.status_code': response.statusCode })
        resolve()
      })
    })
    answer()
    return closed
  })
}

export async function startTracing(service: string, version: string) {
  const { otlpTracing } = await import('./otlp.ts')
  tracing = otlpTracing(service, version)
}

export async function stopTracing() {
  const ending = tracing
  tracing = null
  await ending?.stop()
}
