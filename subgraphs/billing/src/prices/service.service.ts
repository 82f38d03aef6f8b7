import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { entity } from '@vetgraph/kit/entity'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/idempotency'
import { authorize } from '@vetgraph/kit/permissions'
import { asId } from '@vetgraph/kit/refs'
import { changesOf, writing } from '@vetgraph/kit/writing'
import { and, eq, sql } from 'drizzle-orm'
import { services, type ServiceRow } from './service.table.ts'
import type { CreateServiceInput, ServiceFilter, UpdateServiceInput } from './service.types.ts'

const maxSearch = 200

const saved = writing({
  table: services,
  type: 'Service',
  noun: 'entry of the price list',
  values: ({ name, code, kind, taxClass, appointmentTypeId, active }) => ({
    name,
    code,
    kind,
    taxClass,
    appointmentTypeId,
    active,
  }),
})

const reading = entity({
  table: services,
  type: 'Service',
  noun: 'entry of the price list',
  always: ['id', 'name'],
  takes: { price: [], prices: [], appointmentType: ['appointmentTypeId'] },
  whole: true,
  seen: (ctx) => {
    authorize(ctx, 'price:read')
    return {}
  },
  visible: () => undefined,
  from: (db, columns) => db.select(columns).from(services).$dynamic(),
})

export const { read: readServices, find: findService, get: getService } = reading

/** What the trigram index holds: see the migration. */
const searchable = sql`(lower(${services.name}) || ' ' || lower(coalesce(${services.code}, '')))`

const patternOf = (search: string | null | undefined) => {
  const term = search?.trim().toLowerCase()
  if (!term) return null
  if (term.length > maxSearch) throw badInput('search', `At most ${maxSearch} characters.`)
  return `%${term.replaceAll(/[\\%_]/g, '\\$&')}%`
}

/** The price list by name. */
export const listServices = reading.list({
  wanted: ({ search, kind, withRetired }: ServiceFilter) => ({
    part: patternOf(search),
    kind: kind ?? null,
    inUse: withRetired ? null : true,
  }),
  matching: ({ part, kind, inUse }) =>
    and(
      part ? sql`${searchable} like ${part}` : undefined,
      kind ? eq(services.kind, kind) : undefined,
      inUse ? eq(services.active, true) : undefined,
    ),
  order: () => ({ key: services.name, id: services.id, direction: 'asc' }),
  keyOf: ({ name }) => name,
  lengthy: true,
})

/** Null removes the type; an id must be that of a type. */
async function checkType(ctx: Context, id: string | null | undefined) {
  if (!id) return
  const [type] = await ctx.askPeer('AppointmentType', [asId(id)], 'id')
  if (!type) throw notFound('type of appointment', 'appointmentTypeId')
}

export async function createService(ctx: Context, input: CreateServiceInput): Promise<ServiceRow> {
  authorize(ctx, 'price:write')
  await checkType(ctx, input.appointmentTypeId)
  const id = await once(
    ctx,
    'createService',
    input,
    async (ctx) => (await saved.add(ctx, { ...input, active: true })).id,
  )
  return getService(ctx, id)
}

/** Changes an entry or retires it; what was charged keeps its copy (B3). */
export async function updateService(ctx: Context, input: UpdateServiceInput): Promise<ServiceRow> {
  authorize(ctx, 'price:write')
  await checkType(ctx, input.appointmentTypeId)
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    const fields = ['name', 'code', 'taxClass', 'appointmentTypeId', 'active'] as const
    return saved.change(ctx, before, changesOf(services, input, fields))
  })
}
