import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'

const sql = postgres(process.env['DATABASE_URL']!, { max: 4 })

interface Row {
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

async function daySheet({ locationId, from, to, first }: Record<string, string>) {
  const rows = await sql<Row[]>`
    select a.id, a.starts_at, a.ends_at, a.status, a.reason,
      v.id as vet_id, v.first_name || ' ' || v.last_name as vet_name,
      p.id as pet_id, p.name as pet_name,
      o.id as owner_id, o.first_name || ' ' || o.last_name as owner_name, o.phone,
      r.id as record_id, r.occurred_at, r.assessment,
      i.id as invoice_id, i.number, i.status as invoice_status, i.total, i.currency
    from (
      select * from scheduling.appointments
      where location_id = ${locationId!} and starts_at >= ${from!} and starts_at < ${to!}
      order by starts_at, id limit ${first!}
    ) a
    join identity.users v on v.id = a.vet_id
    join clinical.pets p on p.id = a.pet_id
    join clinical.owners o on o.id = p.owner_id
    left join lateral (
      select m.id, m.occurred_at, m.assessment from clinical.medical_records m
      where m.pet_id = a.pet_id order by m.occurred_at desc, m.id desc limit 1
    ) r on true
    left join lateral (
      select * from billing.invoices b
      where b.appointment_id = a.id and b.status <> 'VOID' order by b.created_at desc limit 1
    ) i on true
    order by a.starts_at, a.id`
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

const handlers: Record<string, (variables: Record<string, string>) => Promise<object>> = {
  DaySheet: daySheet,
  TypeName: async () => ({ __typename: 'Query' }),
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { operationName, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      operationName: string
      variables: Record<string, string>
    }
    handlers[operationName]!(variables).then(
      (data) => {
        const json = JSON.stringify({ data })
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(json),
        })
        response.end(json)
      },
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
})

server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
