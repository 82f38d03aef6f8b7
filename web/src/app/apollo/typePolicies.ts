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

/** Whom a visit is about does not change: while the part that knows is silent, what was known stays on the screen. */
const known: FieldPolicy<Reference | null> = { merge: (existing, incoming) => incoming ?? existing ?? null }

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
      mails: connection('filter'),
      auditLog: connection('filter'),
      apiClients: connection(),
    },
  },
  Owner: {
    fields: { pets: connection('includeInactive'), invoices: connection(), consents: { merge: false } },
  },
  Pet: { fields: { medicalRecords: connection(), appointments: connection() } },
  User: { fields: { activity: connection(), futureAppointments: connection() } },
  Appointment: { fields: { pet: known, vet: known, location: known } },
  Invoice: { fields: { owner: known, pet: known, location: known } },
  MedicalRecord: { fields: { author: known, appointment: known } },
  Hospital: { keyFields: [] },
  SetUp: { keyFields: [] },
  Calendar: { keyFields: false, fields: { appointments: { merge: false }, columns: { merge: false } } },
}
