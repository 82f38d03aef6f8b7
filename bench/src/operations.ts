import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from './facts.ts'
import { bench } from './places.ts'

export type Variables = Record<string, unknown>

/** One operation of the public schema with the variables of its n-th request. */
export interface Operation {
  name: string
  query: string
  operationName: string
  variablesOf: (n: number) => Variables
}

const pick = <T>(items: readonly T[], n: number): T => items[n % items.length]!

/** What is measured; the operations themselves stand in bench/operations. */
const variablesOf: Record<string, (facts: Facts, n: number) => Variables> = {
  'day-sheet': ({ locationId, days }, n) => ({ locationId, ...pick(days, n), first: 30 }),
  'type-name': () => ({}),
}

export const operationNames = Object.keys(variablesOf)

export function operationOf(name: string, facts: Facts): Operation {
  const query = readFileSync(join(bench, 'operations', `${name}.graphql`), 'utf8')
  const [, operationName = ''] = /^(?:query|mutation|subscription) (\w+)/m.exec(query) ?? []
  return { name, query, operationName, variablesOf: (n) => variablesOf[name]!(facts, n) }
}
