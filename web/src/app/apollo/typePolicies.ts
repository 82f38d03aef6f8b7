import type { FieldPolicy, Reference, TypePolicies, TypePolicy } from '@apollo/client'
import { connections, lists, singletons } from '../../gql/cache'

interface StoredConnection {
  nodes?: readonly Reference[]
  edges?: readonly { node?: Reference }[]
}

/** Pages of a connection lie behind one another; everything but `first` and `after` makes it another list. */
function connection(keyArgs: readonly string[]): FieldPolicy<StoredConnection> {
  return {
    keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,
    merge(existing, incoming, { args }) {
      if (!existing || !args?.after) return incoming
      return {
        ...incoming,
        ...(incoming.nodes && { nodes: [...(existing.nodes ?? []), ...incoming.nodes] }),
        ...(incoming.edges && { edges: [...(existing.edges ?? []), ...incoming.edges] }),
      }
    },
  }
}

/** Whom a visit is about does not change: while the part that knows is silent, what was known stays on the screen. */
const known: FieldPolicy<Reference | null> = { merge: (existing, incoming) => incoming ?? existing ?? null }

/** Links whose null means silence, which the schema cannot say. */
const links: Readonly<Record<string, readonly string[]>> = {
  Appointment: ['pet', 'vet', 'location'],
  Invoice: ['owner', 'pet', 'location'],
  MedicalRecord: ['author', 'appointment'],
  Vaccination: ['vet', 'enteredBy', 'location', 'appointment'],
}

type Fields = NonNullable<TypePolicy['fields']>

const fieldsOf = (type: string): Fields => ({
  ...Object.fromEntries((lists[type] ?? []).map((field) => [field, { merge: false } as const])),
  ...Object.fromEntries(
    Object.entries(connections[type] ?? {}).map(([field, keyArgs]) => [field, connection(keyArgs)]),
  ),
  ...Object.fromEntries((links[type] ?? []).map((field) => [field, known])),
})

const types = new Set([...Object.keys(lists), ...Object.keys(connections), ...Object.keys(links)])

/** What the cache knows of the schema, and what only we know. */
export const typePolicies: TypePolicies = {
  ...Object.fromEntries([...types].map((type) => [type, { fields: fieldsOf(type) }])),
  ...Object.fromEntries(singletons.map((type): [string, TypePolicy] => [type, { keyFields: [] }])),
}
