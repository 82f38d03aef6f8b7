import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  ROOT_CONTEXT,
  type Span as RecordedSpan,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { Step, Tracing } from './trace.ts'

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
  consumer: SpanKind.CONSUMER,
}

/**
 * Traces over OTLP/HTTP in JSON. Where to, with which headers and how many of them is said by
 * OpenTelemetry's own variables (`OTEL_EXPORTER_OTLP_*`, `OTEL_TRACES_SAMPLER`, `OTEL_BSP_*`).
 */
export function otlpTracing(service: string, version: string): Tracing {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.namespace': 'vetgraph',
      'service.version': version,
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('vetgraph')
  const present = new AsyncLocalStorage<Context>()

  const contextOf = ({ parent }: Step): Context => {
    const told = parent ? parseTraceParent(parent) : null
    if (told) return trace.setSpanContext(ROOT_CONTEXT, { ...told, isRemote: true })
    return present.getStore() ?? ROOT_CONTEXT
  }
  const start = (step: Step, context: Context) =>
    tracer.startSpan(step.name, { kind: kinds[step.kind], attributes: { ...step.attributes } }, context)
  const fail = (span: RecordedSpan, message: string) =>
    void span.setStatus({ code: SpanStatusCode.ERROR, message })
  const spanContext = () => {
    const context = present.getStore()
    return context && trace.getSpanContext(context)
  }

  return {
    inSpan: async (step, work) => {
      const context = contextOf(step)
      const span = start(step, context)
      try {
        return await present.run(trace.setSpan(context, span), () =>
          work({
            set: (attributes) => void span.setAttributes({ ...attributes }),
            fail: (why) => fail(span, why),
          }),
        )
      } catch (error) {
        // The message of an error may carry values.
        fail(span, error instanceof Error ? error.name : 'error')
        throw error
      } finally {
        span.end()
      }
    },
    follow: (step, work) => {
      const context = present.getStore()
      if (!context) return
      const span = start(step, context)
      const failed = (error: unknown) => {
        const { code } = error as { code?: unknown }
        fail(span, typeof code === 'string' ? code : 'error')
        span.end()
      }
      work.then(() => span.end(), failed)
    },
    traceparent: () => {
      const told = spanContext()
      return told ? `00-${told.traceId}-${told.spanId}-0${told.traceFlags & 1}` : null
    },
    ids: () => {
      const told = spanContext()
      return told ? { traceId: told.traceId, spanId: told.spanId } : {}
    },
    stop: () => provider.shutdown(),
  }
}
