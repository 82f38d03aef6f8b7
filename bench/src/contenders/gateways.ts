import { join } from 'node:path'
import { bench } from '../places.ts'
import { type Server, startPeer } from '../servers.ts'
import type { Site } from '../site.ts'
import type { Contender } from './contender.ts'

/** Starts another gateway before Vetgraph's remote subgraphs, whose CPU is counted as its own. */
async function startGateway(site: Site, name: string, args: string[]): Promise<Server> {
  const env = await site.gatewayEnvironment()
  const gateway = await startPeer({ name, args, env })
  const [ours, ...subgraphs] = (await site.withSubgraphs()).pids()
  return { ...gateway, pids: () => [...gateway.pids(), ...subgraphs.filter((pid) => pid !== ours)] }
}

export const stockGateway: Contender = {
  name: 'stock-gateway',
  title: 'Apollo Gateway and Apollo Server, remote subgraphs',
  start: (site) =>
    startGateway(site, 'stock-gateway', [
      ...['--import', import.meta.resolve('tsx'), join(bench, 'servers/stock-gateway.ts')],
    ]),
}

export const hiveGateway: Contender = {
  name: 'hive-gateway',
  title: 'Hive Gateway (Rust planner), remote subgraphs',
  start: (site) => startGateway(site, 'hive-gateway', [site.peer('hive-gateway')]),
}
