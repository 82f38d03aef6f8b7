import type { FieldPolicy, Reference, TypePolicies } from '@apollo/client'

interface StoredConnection {
  nodes?: readonly Reference[]
  edges?: readonly { node?: Reference }[]
}

/** Pages of a connection lie behind one another; everything but `first` and `after` makes it another list. */
function connection(...keyArgs: string[]): FieldPolicy<StoredConnection> {
  return {
    keyArgs: keyArgs.length > 0 ? keyArgs : false,
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

export const typePolicies: TypePolicies = {
  Query: {
    fields: {
      users: connection('filter'),
      owners: connection('filter'),
      pets: connection('filter'),
      medicalRecords: connection('filter'),
      appointments: connection('filter'),
      invoices: connection('filter'),
      inventoryItems: connection('filter'),
      notifications: connection('filter'),
    },
  },
  Owner: { fields: { pets: connection('includeInactive'), invoices: connection() } },
  Pet: { fields: { medicalRecords: connection(), appointments: connection() } },
  Calendar: { keyFields: false, fields: { appointments: { merge: false }, columns: { merge: false } } },
}
