import { resolve } from 'node:path'

export const bench = resolve(import.meta.dirname, '..')

/** Databases, servers' data and logs; nothing of it is kept in the repository. */
export const data = resolve(bench, '.data')
