// A monolith as one would build it without federation: GraphQL Yoga, one schema, DataLoader, the same tables.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import DataLoader from 'dataloader'
import { GraphQLScalarType } from 'graphql'
import { createSchema, createYoga } from 'graphql-yoga'
import postgres from 'postgres'

const { hostname, port } = new URL(process.env.DATABASE_URL)
const host = decodeURIComponent(hostname)

const sql = postgres(process.env.DATABASE_URL, {
  ...(host.startsWith('/') && { path: `${host}/.s.PGSQL.${port}` }),
  max: 4,
  connection: { plan_cache_mode: 'force_generic_plan', 'pg_trgm.word_similarity_threshold': '0.5' },
})

const statement = (name) => readFileSync(new URL(`../sql/${name}.sql`, import.meta.url), 'utf8')
const [searching, booking] = [statement('search'), statement('book')]

/** Loads by key, one row or null each. */
const one = (read) =>
  new DataLoader(async (keys) => {
    const found = new Map((await read(keys)).map((row) => [row.key, row]))
    return keys.map((key) => found.get(key) ?? null)
  })

/** Loads by key, a list each. */
const many = (read) =>
  new DataLoader(async (keys) => {
    const found = Map.groupBy ? Map.groupBy(await read(keys), (row) => row.key) : grouped(await read(keys))
    return keys.map((key) => found.get(key) ?? [])
  })

function grouped(rows) {
  const groups = new Map()
  for (const row of rows) groups.set(row.key, [...(groups.get(row.key) ?? []), row])
  return groups
}

/** Only the columns that the operations need, as one would write it by hand. */
const person = sql`id, first_name, last_name`
const patient = sql`id, name, status, sex, date_of_birth, color, alerts, species_id, breed_id, owner_id`
const client = sql`id, first_name, last_name, phone, email`
const record = sql`id, author_id, occurred_at, subjective, assessment, plan`
const visit = sql`id, starts_at, ends_at, status, reason, type_id, vet_id, pet_id`
const invoice = sql`id, number, status, total, currency`

const newLoaders = () => ({
  user: one((ids) => sql`select ${person}, id as key from identity.users where id = any(${ids}::uuid[])`),
  pet: one((ids) => sql`select ${patient}, id as key from clinical.pets where id = any(${ids}::uuid[])`),
  owner: one((ids) => sql`select ${client}, id as key from clinical.owners where id = any(${ids}::uuid[])`),
  species: one((ids) => sql`select *, id as key from clinical.species where id = any(${ids}::text[])`),
  breed: one((ids) => sql`select *, id as key from clinical.breeds where id = any(${ids}::text[])`),
  type: one(
    (ids) => sql`select *, id as key from scheduling.appointment_types where id = any(${ids}::uuid[])`,
  ),
  weight: one(
    (ids) => sql`
      select distinct on (pet_id) *, pet_id as key from clinical.weights
      where pet_id = any(${ids}::uuid[]) order by pet_id, measured_at desc, id desc`,
  ),
  lastRecord: one(
    (ids) => sql`
      select ${record}, pet_id as key from unnest(${ids}::uuid[]) as asked (asked_id)
      cross join lateral (
        select * from clinical.medical_records m
        where m.pet_id = asked_id order by m.occurred_at desc, m.id desc limit 1
      ) r`,
  ),
  next: one(
    (ids) => sql`
      select distinct on (pet_id) ${visit}, pet_id as key from scheduling.appointments
      where pet_id = any(${ids}::uuid[]) and starts_at >= now()
        and status not in ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
      order by pet_id, starts_at`,
  ),
  invoice: one(
    (ids) => sql`
      select ${invoice}, appointment_id as key from billing.invoices
      where appointment_id = any(${ids}::uuid[]) and status <> 'VOID' order by created_at`,
  ),
  invoicesOf: many(
    (ids) => sql`
      select ${invoice}, i.owner_id as key from unnest(${ids}::uuid[]) as asked (asked_id)
      cross join lateral (
        select * from billing.invoices b
        where b.owner_id = asked_id and b.status <> 'VOID' order by b.created_at desc, b.id desc limit 5
      ) i`,
  ),
})

const scalar = (name) => new GraphQLScalarType({ name })
const fullName = ({ first_name, last_name }) => `${first_name} ${last_name}`

const typeDefs = /* GraphQL */ `
  scalar Date
  scalar DateTime
  scalar Money
  type Query {
    appointments(first: Int! = 25, filter: AppointmentFilter): AppointmentConnection!
    pet(id: ID!): Pet
    pets(first: Int! = 25, filter: PetFilter): PetConnection!
  }
  type Mutation {
    bookAppointment(input: BookAppointmentInput!): Appointment!
  }
  input AppointmentFilter {
    locationId: ID
    from: DateTime
    to: DateTime
  }
  input PetFilter {
    search: String
    status: String
  }
  input BookAppointmentInput {
    petId: ID!
    vetId: ID!
    locationId: ID!
    typeId: ID!
    startsAt: DateTime!
    durationMinutes: Int
    reason: String! = ""
  }
  type AppointmentConnection {
    nodes: [Appointment!]!
  }
  type PetConnection {
    nodes: [Pet!]!
  }
  type InvoiceConnection {
    nodes: [Invoice!]!
  }
  type Appointment {
    id: ID!
    startsAt: DateTime!
    endsAt: DateTime!
    status: String!
    reason: String!
    type: AppointmentType!
    vet: User!
    pet: Pet!
    invoice: Invoice
  }
  type AppointmentType {
    name: String!
  }
  type User {
    id: ID!
    name: String!
  }
  type Pet {
    id: ID!
    name: String!
    status: String!
    sex: String!
    dateOfBirth: Date
    color: String
    alerts: [String!]!
    species: Species!
    breed: Breed
    weight: Weight
    owner: Owner!
    lastMedicalRecord: MedicalRecord
    nextAppointment: Appointment
  }
  type Species {
    name: String!
  }
  type Breed {
    name: String!
  }
  type Weight {
    value: Float!
    measuredAt: DateTime!
  }
  type Owner {
    id: ID!
    name: String!
    phone: String
    email: String
    invoices(first: Int! = 25): InvoiceConnection!
  }
  type MedicalRecord {
    id: ID!
    occurredAt: DateTime!
    subjective: String!
    assessment: String!
    plan: String!
    author: User!
  }
  type Invoice {
    id: ID!
    number: String
    status: String!
    total: Money!
  }
`

const resolvers = {
  Date: scalar('Date'),
  DateTime: scalar('DateTime'),
  Money: scalar('Money'),
  Query: {
    appointments: async (_, { first, filter }) => ({
      nodes: await sql`
        select ${visit} from scheduling.appointments
        where location_id = ${filter.locationId} and starts_at >= ${filter.from} and starts_at < ${filter.to}
        order by starts_at, id limit ${first}`,
    }),
    pet: (_, { id }, { pet }) => pet.load(id),
    pets: async (_, { filter }, { pet }) => {
      const found = await sql.unsafe(searching, [filter.search], { prepare: true })
      return { nodes: await pet.loadMany(found.map(({ id }) => id)) }
    },
  },
  Mutation: {
    bookAppointment: async (_, { input }) => {
      const { petId, vetId, locationId, typeId, startsAt, durationMinutes, reason } = input
      const values = [petId, vetId, locationId, typeId, startsAt, durationMinutes, reason]
      const [{ id }] = await sql.unsafe(booking, values, { prepare: true })
      const [booked] = await sql`select ${visit} from scheduling.appointments where id = ${id}`
      return booked
    },
  },
  Appointment: {
    startsAt: ({ starts_at }) => starts_at,
    endsAt: ({ ends_at }) => ends_at,
    type: ({ type_id }, _, { type }) => type.load(type_id),
    vet: ({ vet_id }, _, { user }) => user.load(vet_id),
    pet: ({ pet_id }, _, { pet }) => pet.load(pet_id),
    invoice: ({ id }, _, { invoice }) => invoice.load(id),
  },
  User: { name: fullName },
  Pet: {
    dateOfBirth: ({ date_of_birth }) => date_of_birth?.toISOString().slice(0, 10) ?? null,
    species: ({ species_id }, _, { species }) => species.load(species_id),
    breed: ({ breed_id }, _, { breed }) => (breed_id === null ? null : breed.load(breed_id)),
    weight: ({ id }, _, { weight }) => weight.load(id),
    owner: ({ owner_id }, _, { owner }) => owner.load(owner_id),
    lastMedicalRecord: ({ id }, _, { lastRecord }) => lastRecord.load(id),
    nextAppointment: ({ id }, _, { next }) => next.load(id),
  },
  Weight: { value: ({ grams }) => grams / 1000, measuredAt: ({ measured_at }) => measured_at },
  Owner: {
    name: fullName,
    invoices: async ({ id }, _, { invoicesOf }) => ({ nodes: await invoicesOf.load(id) }),
  },
  MedicalRecord: {
    occurredAt: ({ occurred_at }) => occurred_at,
    author: ({ author_id }, _, { user }) => user.load(author_id),
  },
  Invoice: { total: ({ total, currency }) => ({ amount: Number(total), currency }) },
}

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: newLoaders,
  parserAndValidationCache: true,
  graphiql: false,
  landingPage: false,
  logging: false,
})

const server = createServer(yoga)
server.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` })
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
