import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from '@vetgraph/gateway/start/config'
import { data } from './places.ts'
import { run, type Server, stopped, treeOf, whenReady } from './servers.ts'

/** What a running Vetgraph says of itself. */
interface Announcement {
  http: string
  ws: string
  subgraphs: Record<string, string | null>
}

export interface Vetgraph extends Server {
  announcement: Announcement
}

async function announced(file: string): Promise<Announcement> {
  while (!existsSync(file)) await delay(10)
  return JSON.parse(readFileSync(file, 'utf8')) as Announcement
}

/** Points a minute, and open operations: the limits are on, and a bench asks for more than any desk does. */
const enough = '1000000000'

/** Starts Vetgraph as a hospital would run it: production, everything checked, limited and logged. */
export async function startVetgraph(
  name: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Vetgraph> {
  const directory = env['DATA_DIR'] ?? join(data, 'servers', name)
  const file = join(directory, 'ready.json')
  rmSync(file, { force: true })
  const child = run({
    name,
    args: [join(root, 'gateway/start.mjs'), ...flags],
    env: {
      DATA_DIR: directory,
      PORT: '0',
      BUILD_WEB: 'off',
      DEMO: 'on',
      RATE_LIMIT_STAFF: enough,
      MAX_OPEN_OPERATIONS: enough,
      ...env,
    },
  })
  const announcement = await whenReady(name, child, announced(file))
  return {
    announcement,
    url: new URL(announcement.http.replace('localhost', '127.0.0.1')),
    pids: () => treeOf(child.pid!),
    stop: () => stopped(child),
  }
}
