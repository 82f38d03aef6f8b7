import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '@vetgraph/kit/database/connect'
import { bench } from '../places.ts'
import type { Operation, Variables } from '../operations.ts'
import { startPeer } from '../servers.ts'
import type { Site } from '../site.ts'
import type { Contender } from './contender.ts'

/** A copy with foreign keys, which PostGraphile makes its schema of. */
async function databaseWithKeys({ hospital }: Site): Promise<string> {
  const url = await hospital.copy('bench_keys')
  const sql = connect(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(readFileSync(join(bench, 'sql/foreign-keys.sql'), 'utf8'))
  await sql`vacuum analyze`
  await sql.end()
  return url
}

/** The same questions in the words of PostGraphile's own schema, with our names for its fields. */
const queries: Record<string, string> = {
  'day-sheet': `query DaySheet($locationId: UUID!, $from: Datetime!, $to: Datetime!, $first: Int!) {
    appointments: daySheet(location: $locationId, from: $from, to: $to, first: $first) {
      nodes {
        id: rowId startsAt endsAt status reason
        vet: identityUserByVetId { id: rowId firstName lastName }
        pet: clinicalPetByPetId {
          id: rowId name
          owner: clinicalOwnerByOwnerId { id: rowId firstName lastName phone }
          lastMedicalRecord: clinicalMedicalRecordsByPetId(first: 1, orderBy: OCCURRED_AT_DESC) {
            nodes { id: rowId occurredAt assessment }
          }
        }
        invoice: billingInvoicesByAppointmentId(first: 1, orderBy: CREATED_AT_DESC) {
          nodes { id: rowId number status total currency }
        }
      }
    }
  }`,
  'pet-chart': `query PetChart($id: UUID!) {
    pet: clinicalPetByRowId(rowId: $id) {
      id: rowId name sex dateOfBirth color alerts
      species: clinicalSpecyBySpeciesId { name }
      breed: clinicalBreedBySpeciesIdAndBreedId { name }
      weight: clinicalWeightsByPetId(first: 1, orderBy: MEASURED_AT_DESC) { nodes { grams measuredAt } }
      owner: clinicalOwnerByOwnerId {
        id: rowId firstName lastName phone email
        invoices: billingInvoicesByOwnerId(first: 5, orderBy: CREATED_AT_DESC) {
          nodes { number status total currency }
        }
      }
      lastMedicalRecord: clinicalMedicalRecordsByPetId(first: 1, orderBy: OCCURRED_AT_DESC) {
        nodes {
          id: rowId occurredAt subjective assessment plan
          author: identityUserByAuthorId { id: rowId firstName lastName }
        }
      }
      nextAppointment {
        id: rowId startsAt status
        type: appointmentTypeByTypeId { name }
        vet: identityUserByVetId { id: rowId firstName lastName }
      }
    }
  }`,
  search: `query Search($search: String!) {
    pets: clinicalSearchPets(search: $search, first: 7) {
      nodes {
        id: rowId name status
        species: clinicalSpecyBySpeciesId { name }
        owner: clinicalOwnerByOwnerId { id: rowId firstName lastName phone }
      }
    }
  }`,
  'type-name': 'query TypeName { __typename }',
}

type Answer = { [field: string]: unknown }

const isObject = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const first = (connection: unknown) => (connection as { nodes: unknown[] }).nodes[0] ?? null

/** Fields that mean the same but look different in our schema. */
const translations: Record<string, (value: unknown, of: Answer) => Answer> = {
  lastMedicalRecord: (value) => ({ lastMedicalRecord: first(value) }),
  invoice: (value) => ({ invoice: first(value) }),
  weight: (value) => ({ weight: first(value) }),
  firstName: (value, { lastName }) => ({ name: `${String(value)} ${String(lastName)}` }),
  lastName: () => ({}),
  grams: (value) => ({ value: Number(value) / 1000 }),
  total: (value, { currency }) => ({ total: { amount: Number(value), currency } }),
  currency: () => ({}),
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/

/** The answer in the shape of our schema; only the comparison needs it, it is not timed. */
function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated)
  if (typeof value === 'string' && instant.test(value)) return new Date(value).toISOString()
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([name, field]) => {
    const known = translations[name]
    return known ? known(field, value) : { [name]: field }
  })
  const merged = Object.assign({}, ...entries) as Answer
  return Object.fromEntries(
    Object.entries(merged).map(([name, field]) => [name, name === 'total' ? field : translated(field)]),
  )
}

/** PostGraphile needs a newer Node than the house. */
const node = join(bench, 'peers/node_modules/node/bin/node')

export const postgraphile: Contender = {
  name: 'postgraphile',
  title: 'PostGraphile 5 (Node 22), monolith',
  without: ['book'],
  start: async (site) =>
    startPeer({
      name: 'postgraphile',
      node,
      args: [site.peer('postgraphile')],
      env: { DATABASE_URL: await databaseWithKeys(site), GRAPHILE_ENV: 'production' },
    }),
  bodyOf: ({ name, operationName }: Operation, variables: Variables) => ({
    query: queries[name],
    operationName,
    variables,
  }),
  dataOf: (_operation, data) => translated(data),
}
