import { join } from 'node:path'
import { bench } from '../places.ts'
import { startPeer } from '../servers.ts'
import type { Contender } from './contender.ts'

/** One handler and one SQL statement per operation: what everything else is compared with. */
export const handWritten: Contender = {
  name: 'hand-written',
  title: 'hand-written: node:http, postgres.js, one SQL statement',
  start: ({ databaseUrl }) =>
    startPeer({
      name: 'hand-written',
      args: ['--import', import.meta.resolve('tsx'), join(bench, 'servers/hand-written.ts')],
      env: { DATABASE_URL: databaseUrl },
    }),
  bodyOf: ({ operationName }, variables) => ({ operationName, variables }),
}
