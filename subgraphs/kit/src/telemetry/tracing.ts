import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Span, Step, Tracing } from './trace.ts'

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
