import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isSameSecret } from '../serving/wire.ts'
import { metrics, startMetrics, stopMetrics } from './metrics.ts'
import { startReports, stopReports } from './reports.ts'
import { startTracing, stopTracing } from './tracing.ts'

export interface TelemetryOptions {
  /** Where metrics are read on a port of their own. */
  metricsPort: number | null
  metricsHost: string
  /** Shown as `Authorization: Bearer …`, it lets metrics be read at the main port. */
  metricsToken: string | null
  /** Whether OpenTelemetry's own variables say where traces go. */
  traces: boolean
  sentryDsn: string | null
}

/** What operators may see of a process, as the environment says it. */
export function telemetryFrom(env: NodeJS.ProcessEnv): TelemetryOptions {
  const port = env['METRICS_PORT']
  return {
    metricsPort: port ? Number(port) : null,
    metricsHost: env['HOST'] ?? '127.0.0.1',
    metricsToken: env['METRICS_TOKEN'] || null,
    traces: Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']),
    sentryDsn: env['SENTRY_DSN'] || null,
  }
}

const { version } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as { version: string }

async function send(response: ServerResponse) {
  const { type, body } = (await metrics?.text()) ?? { type: 'text/plain', body: '' }
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

/** Answers `/metrics` at the main port to whoever has the token; says whether it did. */
export function answersMetrics(
  message: IncomingMessage,
  response: ServerResponse,
  token: string | null,
): boolean {
  if (!token || !metrics || message.url !== '/metrics') return false
  const [, given] = /^Bearer +(\S+)$/i.exec(message.headers.authorization ?? '') ?? []
  if (isSameSecret(given, token)) void send(response)
  else response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
  return true
}

/** Measures, traces and reports, each only when it is wanted; before anything else of the process starts. */
export async function startTelemetry(service: string, options: TelemetryOptions) {
  const { metricsPort, metricsHost, metricsToken, traces, sentryDsn } = options
  if (metricsPort !== null || metricsToken) await startMetrics(service, version)
  if (traces) await startTracing(service, version)
  if (sentryDsn) await startReports(service, sentryDsn, version)
  const server = metricsPort === null ? null : createServer((_message, response) => void send(response))
  if (server) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(metricsPort!, metricsHost, resolve)
    })
  }
  return {
    /** Sends what has been gathered, and ends. */
    stop: async () => {
      server?.closeAllConnections()
      server?.close()
      await Promise.allSettled([stopTracing(), stopReports()])
      stopMetrics()
    },
  }
}
