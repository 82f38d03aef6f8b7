import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aVet } from './appointment.factory.ts'
import { overlapping, readCalendar } from './calendar.service.ts'
import { listFreeSlots } from './slots.service.ts'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const reception = asRole('RECEPTIONIST')
const date = '2026-03-16'

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
  hospital.setNow('2026-03-01T08:00:00.000Z')
  diary = await aDiary(hospital)
  await aVet(hospital, diary.location.id)
  const { errors } = await hospital.graphql(
    reception,
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input: aBooking(diary) },
  )
  expect(errors).toEqual([])
})
afterAll(() => hospital.close())

/** Adds visits of so many minutes, the later ones earlier, whatever the diary's verbs would say. */
async function addVisits(latest: string, minutes: number, from = 1, to = from) {
  await hospital.admin`
    insert into scheduling.appointments (id, pet_id, vet_id, location_id, type_id, status, starts_at, ends_at, reason,
      notes, version, created_at, updated_at)
    select uuidv7(), ${diary.pet.id}, ${diary.vet.id}, ${diary.location.id}, ${diary.type.id}, 'CANCELLED', at,
      at + ${minutes} * interval '1 minute', '', '', 1, at, at
    from generate_series(${from}::int, ${to}::int) number,
      lateral (select ${latest}::timestamptz - (number - 1) * interval '30 minutes' as at) time`
}

async function addHistory(from: number, to: number) {
  await addVisits('2026-01-01T00:00:00Z', 30, from, to)
  await hospital.admin`vacuum analyze scheduling.appointments`
}

const blocksRead = async (ctx: Context) => {
  const [row] = await ctx.db.execute<{ blocks: number }>(sql`
    select sum(pg_stat_get_xact_blocks_fetched(relation))::int as blocks from (
      select 'scheduling.appointments'::regclass::oid
      union select indexrelid from pg_index where indrelid = 'scheduling.appointments'::regclass
    ) as measured (relation)`)
  return row!.blocks
}

/** The blocks of the visits' table and of its indexes that some work reads, as EXPLAIN (BUFFERS) counts them. */
const blocksOf = (work: (ctx: Context) => Promise<unknown>) =>
  transact(hospital.context(reception), async (ctx) => {
    // As on the connections for reads by id.
    await ctx.db.execute(sql`set local plan_cache_mode = force_generic_plan`)
    // The first time it is planned, which reads the ends of indexes.
    await work(ctx)
    const before = await blocksRead(ctx)
    await work(ctx)
    return (await blocksRead(ctx)) - before
  })

const day = { startsAt: new Date(`${date}T00:00:00Z`), endsAt: new Date(`${date}T23:59:00Z`) }

const reads: Record<string, (ctx: Context) => Promise<unknown>> = {
  'the board': (ctx) => readCalendar(ctx, diary.location.id, date, 1),
  'the free times': (ctx) =>
    listFreeSlots(ctx, { locationId: diary.location.id, typeId: diary.type.id, date, days: 1 }),
  'the rooms that are taken': (ctx) => overlapping(ctx, diary.location.id, day),
}

async function costs() {
  const measured: Record<string, number> = {}
  for (const [name, read] of Object.entries(reads)) measured[name] = await blocksOf(read)
  return measured
}

test('reading a day costs the same however many past visits there are', async () => {
  await addHistory(1, 500)
  const few = await costs()
  await addHistory(501, 10_000)
  const many = await costs()
  // Each look-up may find its index one level deeper: one for the location, one for each vet.
  for (const [name, blocks] of Object.entries(many)) expect(blocks).toBeLessThanOrEqual(few[name]! + 3)
})

test('the database refuses a visit that is longer than the board looks back', async () => {
  await expect(addVisits('2026-03-10T08:00:00Z', 481)).rejects.toThrow('appointments_have_max_length')
})

test('a visit of the maximum length stands on the board until its last minute', async () => {
  await addVisits('2026-03-20T16:01:00Z', 480)
  const page = await readCalendar(hospital.context(reception), diary.location.id, '2026-03-21', 1)
  expect(page.appointments).toMatchObject([{ startsAt: new Date('2026-03-20T16:01:00Z') }])
})
