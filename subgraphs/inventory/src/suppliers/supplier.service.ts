import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { entity } from '@vetgraph/kit/reads/entity'
import { once } from '@vetgraph/kit/work/idempotency'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, eq, sql } from 'drizzle-orm'
import { type SupplierRow, suppliers } from './supplier.table.ts'
import type { CreateSupplierInput, SupplierFilter, UpdateSupplierInput } from './supplier.types.ts'

/** How long a delivery takes where nobody has said otherwise. */
export const usualLeadDays = 7
const maxLeadDays = 365

const reading = entity({
  table: suppliers,
  type: 'Supplier',
  noun: 'supplier',
  always: ['id', 'name'],
  takes: {},
  whole: true,
  seen: (ctx) => {
    authorize(ctx, 'inventory:read')
    return {}
  },
  visible: () => undefined,
  from: (db, columns) => db.select(columns).from(suppliers).$dynamic(),
})

export const { read: readSuppliers, find: findSupplier, get: getSupplier } = reading

/** The suppliers in use, or the retired ones, by name. */
export const listSuppliers = reading.list({
  wanted: (filter: SupplierFilter | null) => ({
    retired: filter?.retired ? true : null,
    start: filter?.search?.trim() ? `${filter.search.trim().replaceAll(/[\\%_]/g, '\\$&')}%` : null,
  }),
  matching: ({ retired, start }) =>
    and(eq(suppliers.active, retired === null), start ? sql`${suppliers.name} ilike ${start}` : undefined),
  order: () => ({ key: suppliers.name, id: suppliers.id, direction: 'asc' }),
  keyOf: ({ name }) => name,
})

const saved = writing({
  table: suppliers,
  type: 'Supplier',
  noun: 'supplier',
  values: ({ name, email, phone, address, customerNumber, currency, leadDays, active }) => ({
    name,
    email,
    phone,
    address,
    customerNumber,
    currency,
    leadDays,
    active,
  }),
})

/** Days until a delivery, refused at their field when nobody would wait that long. */
export function leadDaysIn<Days extends number | null | undefined>(days: Days): Days {
  if (typeof days === 'number' && (days < 0 || days > maxLeadDays))
    throw badInput('leadDays', `0 to ${maxLeadDays} days.`)
  return days
}

function currencyIn(code: string): string {
  if (!/^[A-Z]{3}$/.test(code)) throw badInput('currency', 'A currency is three capital letters, as EUR.')
  return code
}

export async function createSupplier(ctx: Context, input: CreateSupplierInput): Promise<SupplierRow> {
  authorize(ctx, 'supplier:write')
  const id = await once(ctx, 'createSupplier', input, async (ctx) => {
    const { leadDays, currency, ...values } = input
    const added = await saved.add(ctx, {
      ...values,
      currency: currencyIn(currency),
      leadDays: leadDaysIn(leadDays) ?? usualLeadDays,
    })
    return added.id
  })
  return getSupplier(ctx, id)
}

/** Changes, retires or brings back a supplier; its currency stays, because prices and orders are in it. */
export async function updateSupplier(ctx: Context, input: UpdateSupplierInput): Promise<SupplierRow> {
  authorize(ctx, 'supplier:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    leadDaysIn(input.leadDays)
    const changes = changesOf(suppliers, input, [
      'name',
      'email',
      'phone',
      'address',
      'customerNumber',
      'leadDays',
      'active',
    ])
    return saved.change(ctx, before, changes)
  })
}
