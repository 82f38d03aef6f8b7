import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity } from '@vetgraph/kit/reads/entity'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, eq, sql } from 'drizzle-orm'
import { feeKinds, services, type ServiceRow } from './service.table.ts'
import type { CreateServiceInput, ServiceFilter, UpdateServiceInput } from './service.types.ts'

const maxSearch = 200

export const saved = writing({
  table: services,
  type: 'Service',
  noun: 'entry of the price list',
  values: ({ name, code, kind, taxClass, appointmentTypeId, productId, chargesFor, active }) => ({
    name,
    code,
    kind,
    taxClass,
    appointmentTypeId,
    productId,
    chargesFor,
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

/** Null removes what is charged by an entry; an id must be that of a type, a vaccine or an item. */
async function checkCharged(
  ctx: Context,
  { appointmentTypeId, productId, chargesFor }: CreateServiceInput | UpdateServiceInput,
) {
  if (appointmentTypeId) {
    const [type] = await ctx.askPeer('AppointmentType', [asId(appointmentTypeId)], 'id')
    if (!type) throw notFound('type of appointment', 'appointmentTypeId')
  }
  if (productId) {
    const ids = [asId(productId)]
    const [[vaccine], [item]] = await Promise.all([
      ctx.askPeer('VaccineProduct', ids, 'id'),
      ctx.askPeer('InventoryItem', ids, 'id'),
    ])
    if (!vaccine && !item) throw notFound('vaccine or item of the inventory', 'productId')
  }
  if (chargesFor && !feeKinds.includes(chargesFor))
    throw badInput('chargesFor', 'Visits are charged by their type, what is dispensed by its item.')
}

export async function createService(ctx: Context, input: CreateServiceInput): Promise<ServiceRow> {
  authorize(ctx, 'price:write')
  await checkCharged(ctx, input)
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
  await checkCharged(ctx, input)
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    const fields = [
      'name',
      'code',
      'taxClass',
      'appointmentTypeId',
      'productId',
      'chargesFor',
      'active',
    ] as const
    return saved.change(ctx, before, changesOf(services, input, fields))
  })
}
