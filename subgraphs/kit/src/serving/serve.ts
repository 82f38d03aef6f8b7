import './inlining.ts'
import { SubgraphServer } from './server.ts'
import { listIn, settingsFrom } from '../settings.ts'
import type { SubgraphDefinition } from './subgraph.ts'
import { newLog } from '../telemetry/logs.ts'
import { startTelemetry, telemetryFrom } from '../telemetry/start.ts'

function required(name: string): string {
  const value = process.env[name]
  if (!value) {
    console.error(`${name} is not set.`)
    process.exit(1)
  }
  return value
}

/** Runs one subgraph as this process, configured by the environment, until it is told to stop. */
export async function serveSubgraph(definition: SubgraphDefinition) {
  const { env } = process
  const peers = Object.fromEntries(
    Object.entries(env).flatMap(([name, url]) => {
      const [, peer] = /^SUBGRAPH_(\w+)_URL$/.exec(name) ?? []
      return peer ? [[peer.toLowerCase(), url]] : []
    }),
  )
  const identityUrl = env['IDENTITY_URL'] ?? peers['identity']
  const ownUrl = definition.publicKeys ? identityUrl : peers[definition.name]
  const options = telemetryFrom(env)
  const telemetry = await startTelemetry(definition.name, options).catch((error: Error) => {
    console.error(`The metrics of ${definition.name} cannot be served: ${error.message}`)
    return process.exit(1)
  })
  const server = new SubgraphServer(definition, {
    database: { url: required('DATABASE_URL'), secret: required('VETGRAPH_SECRET') },
    port: Number(env['PORT'] ?? 4001),
    host: env['HOST'] ?? '0.0.0.0',
    hosts: [
      env['HOST'] ?? '',
      ...(ownUrl ? [new URL(ownUrl).hostname] : []),
      ...listIn(env['ALLOWED_HOSTS']),
    ],
    ...(identityUrl ? { identityUrl } : {}),
    peers,
    ...(env['REDIS_URL'] ? { redisUrl: env['REDIS_URL'] } : {}),
    settings: settingsFrom(env, 'http://localhost:4000'),
    metricsToken: options.metricsToken,
    log: newLog(definition.name, env['LOG_LEVEL'] ?? (env['NODE_ENV'] === 'production' ? 'info' : 'warn')),
  })
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 8_000).unref()
    void server
      .stop()
      .then(() => telemetry.stop())
      .then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // A child of `pnpm start:distributed` does not outlive its parent, however that one ends.
  process.on('disconnect', stop)
  try {
    const url = await server.start()
    process.send?.({ url })
  } catch (error) {
    console.error(`The subgraph ${definition.name} could not start: ${(error as Error).message}`)
    process.exit(1)
  }
}
