import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type postgres from 'postgres'
import { connect } from '@vetgraph/kit/database/connect'

/** As fast as PostgreSQL goes: statements are prepared once and planned once. */
const sql = connect(process.env['DATABASE_URL']!, {
  max: 4,
  connection: {
    plan_cache_mode: 'force_generic_plan',
    'pg_trgm.word_similarity_threshold': '0.5',
  } as Partial<postgres.ConnectionParameters>,
})

const statement = (name: string) => readFileSync(join(import.meta.dirname, `../sql/${name}.sql`), 'utf8')

const statements = {
  daySheet: statement('day-sheet'),
  petChart: statement('pet-chart'),
  search: statement('search'),
  book: statement('book'),
}

const read = <Row extends object>(text: string, values: Array<string | number>) =>
  sql.unsafe<Row[]>(text, values, { prepare: true })

interface DayRow {
  id: string
  starts_at: Date
  ends_at: Date
  status: string
  reason: string
  vet_id: string
  vet_name: string
  pet_id: string
  pet_name: string
  owner_id: string
  owner_name: string
  phone: string | null
  record_id: string | null
  occurred_at: Date
  assessment: string
  invoice_id: string | null
  number: string | null
  invoice_status: string
  total: string
  currency: string
}

interface DaySheet {
  locationId: string
  from: string
  to: string
  first: number
}

async function daySheet({ locationId, from, to, first }: DaySheet) {
  const rows = await read<DayRow>(statements.daySheet, [locationId, from, to, first])
  const nodes = rows.map((row) => ({
    id: row.id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    status: row.status,
    reason: row.reason,
    vet: { id: row.vet_id, name: row.vet_name },
    pet: {
      id: row.pet_id,
      name: row.pet_name,
      owner: { id: row.owner_id, name: row.owner_name, phone: row.phone },
      lastMedicalRecord:
        row.record_id === null
          ? null
          : { id: row.record_id, occurredAt: row.occurred_at, assessment: row.assessment },
    },
    invoice:
      row.invoice_id === null
        ? null
        : {
            id: row.invoice_id,
            number: row.number,
            status: row.invoice_status,
            total: { amount: Number(row.total), currency: row.currency },
          },
  }))
  return { appointments: { nodes } }
}

interface ChartRow {
  id: string
  name: string
  sex: string
  date_of_birth: string | null
  color: string | null
  alerts: string[]
  species: string
  breed: string | null
  grams: number | null
  measured_at: Date
  owner_id: string
  owner_name: string
  phone: string | null
  email: string | null
  invoices: object[]
  record_id: string | null
  occurred_at: Date
  subjective: string
  assessment: string
  plan: string
  author_id: string
  author_name: string
  next_id: string | null
  starts_at: Date
  status: string
  type: string
  vet_id: string
  vet_name: string
}

async function petChart({ id }: { id: string }) {
  const [row] = await read<ChartRow>(statements.petChart, [id])
  if (!row) return { pet: null }
  const pet = {
    id: row.id,
    name: row.name,
    sex: row.sex,
    dateOfBirth: row.date_of_birth,
    color: row.color,
    alerts: row.alerts,
    species: { name: row.species },
    breed: row.breed === null ? null : { name: row.breed },
    weight: row.grams === null ? null : { value: row.grams / 1000, measuredAt: row.measured_at },
    owner: {
      id: row.owner_id,
      name: row.owner_name,
      phone: row.phone,
      email: row.email,
      invoices: { nodes: row.invoices },
    },
    lastMedicalRecord:
      row.record_id === null
        ? null
        : {
            id: row.record_id,
            occurredAt: row.occurred_at,
            subjective: row.subjective,
            assessment: row.assessment,
            plan: row.plan,
            author: { id: row.author_id, name: row.author_name },
          },
    nextAppointment:
      row.next_id === null
        ? null
        : {
            id: row.next_id,
            startsAt: row.starts_at,
            status: row.status,
            type: { name: row.type },
            vet: { id: row.vet_id, name: row.vet_name },
          },
  }
  return { pet }
}

interface FoundRow {
  id: string
  name: string
  status: string
  species: string
  owner_id: string
  owner_name: string
  phone: string | null
}

async function search({ search }: { search: string }) {
  const rows = await read<FoundRow>(statements.search, [search])
  const nodes = rows.map(({ id, name, status, species, owner_id, owner_name, phone }) => ({
    id,
    name,
    status,
    species: { name: species },
    owner: { id: owner_id, name: owner_name, phone },
  }))
  return { pets: { nodes } }
}

interface BookedRow {
  id: string
  starts_at: Date
  ends_at: Date
  status: string
  reason: string
  type: string
  vet_name: string
  pet_name: string
  owner_name: string
}

interface Booking {
  petId: string
  vetId: string
  locationId: string
  typeId: string
  startsAt: string
  durationMinutes: number
  reason: string
}

async function book({ input }: { input: Booking }) {
  const { petId, vetId, locationId, typeId, startsAt, durationMinutes, reason } = input
  const [row] = await read<BookedRow>(statements.book, [
    ...[petId, vetId, locationId, typeId],
    ...[startsAt, durationMinutes, reason],
  ])
  if (!row) throw new Error('This cannot be booked.')
  const bookAppointment = {
    id: row.id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    status: row.status,
    reason: row.reason,
    type: { name: row.type },
    vet: { name: row.vet_name },
    pet: { name: row.pet_name, owner: { name: row.owner_name } },
  }
  return { bookAppointment }
}

const handlers: Record<string, (variables: never) => Promise<object>> = {
  DaySheet: daySheet,
  PetChart: petChart,
  Search: search,
  Book: book,
  TypeName: async () => ({ __typename: 'Query' }),
}

const server = createServer((request, response) => {
  const answer = (status: number, body: object) => {
    const json = JSON.stringify(body)
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(json),
    })
    response.end(json)
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { operationName, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      operationName: string
      variables: never
    }
    handlers[operationName]!(variables).then(
      (data) => answer(200, { data }),
      (error: Error) => answer(500, { errors: [{ message: error.message }] }),
    )
  })
})

server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
