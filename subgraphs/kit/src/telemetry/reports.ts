import type { ToldError } from './told-error.ts'

/** Unexpected errors on their way to Sentry; null unless `SENTRY_DSN` is set. */
export let reports: Reports | null = null

interface Reports {
  send: (error: ToldError, requestId: string | undefined) => void
  stop: () => Promise<void>
}

const maxFlushTime = 2_000

/**
 * Opens the way to Sentry with the SDK's core alone: nothing is hooked, and an event has the error,
 * the request id and nothing about people.
 */
export async function startReports(service: string, dsn: string, release: string) {
  const { createStackParser, createTransport } = await import('@sentry/core')
  const { nodeStackLineParser, ServerRuntimeClient } = await import('@sentry/core/server')
  const parse = createStackParser(nodeStackLineParser())
  const client = new ServerRuntimeClient({
    dsn,
    release,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    environment: process.env['NODE_ENV'] ?? 'development',
    integrations: [],
    stackParser: parse,
    sendClientReports: false,
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const response = await fetch(options.url, {
          method: 'POST',
          headers: { ...options.headers, 'content-type': 'application/x-sentry-envelope' },
          body: body as string,
          signal: AbortSignal.timeout(5_000),
        })
        await response.arrayBuffer()
        return {
          statusCode: response.status,
          headers: {
            'x-sentry-rate-limits': response.headers.get('x-sentry-rate-limits'),
            'retry-after': response.headers.get('retry-after'),
          },
        }
      }),
  })
  client.init()
  reports = {
    send: ({ type, message, stack, code }, requestId) => {
      client.captureEvent({
        level: 'error',
        exception: { values: [{ type, value: message, stacktrace: { frames: parse(stack) } }] },
        tags: { service, requestId, code },
      })
    },
    stop: async () => {
      reports = null
      await client.close(maxFlushTime)
    },
  }
}

export const stopReports = async () => reports?.stop()
