import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { data } from './places.ts'
import { startVetgraph } from './vetgraph.ts'

export interface StartTimes {
  /** Seconds until everything answers: into an empty directory, with the small demo hospital. */
  first: number
  /** Seconds until everything answers, the second time. */
  second: number
}

/** How long `pnpm start` takes with packages and web client in place. */
export async function startTimes(): Promise<StartTimes> {
  const directory = join(data, 'servers', 'start')
  rmSync(directory, { recursive: true, force: true })
  const start = async () => {
    const startedAt = performance.now()
    const { stop } = await startVetgraph('start', [], { DATA_DIR: directory })
    const seconds = (performance.now() - startedAt) / 1000
    await stop()
    return seconds
  }
  return { first: await start(), second: await start() }
}
