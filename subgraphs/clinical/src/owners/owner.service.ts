import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity } from '@vetgraph/kit/reads/entity'
import { notFound, stale } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { once } from '@vetgraph/kit/work/idempotency'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize, can, householdOf } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { searchOf, soughtBy } from '../search/search.ts'
import { addressesOf, contactAfter, phonesOf } from './contact.ts'
import { type OwnerRow, owners } from './owner.table.ts'
import type {
  CreateOwnerInput,
  OwnerChange,
  OwnerChangeFilter,
  OwnerFilter,
  UpdateMyContactDetailsInput,
  UpdateOwnerInput,
} from './owner.types.ts'

export interface OwnerSignal extends Signal {
  ownerId: string
  at: string
}

const ownerTopic = 'owner'

export const ownerColumns = {
  table: owners,
  type: 'Owner',
  always: ['id'],
  takes: {
    name: ['firstName', 'lastName'],
    phones: ['phone', 'phonePurpose', 'furtherPhones'],
    addresses: ['address', 'addressPurpose', 'furtherAddresses'],
    pets: [],
  },
} as const

/** Staff see every owner; an owner sees oneself (AU4). */
const reading = entity({
  ...ownerColumns,
  noun: 'owner',
  seen: (ctx) => ({ self: householdOf(ctx, 'owner:read') }),
  visible: ({ self }) => (self ? eq(owners.id, self) : undefined),
  from: (db, columns) => db.select(columns).from(owners).$dynamic(),
})

export const { read: readOwners, find: findOwner, get: getOwner } = reading

/** What staff wrote about an owner or a pet is not for the owner's eyes. */
export const ownerNotes = (ctx: Context, { notes }: { notes: string | null }) =>
  can(ctx.viewer, 'owner:read') ? notes : null

export const ownerName = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`

/** Owners by name, or by how well they match the search. */
export const listOwners = reading.list({
  wanted: (filter: OwnerFilter | null) => {
    const archived = filter ? filter.archived : false
    return {
      archived: archived === true ? true : null,
      present: archived === false ? true : null,
      ...soughtBy(filter?.search),
    }
  },
  matching: (wanted) =>
    and(
      wanted.archived ? isNotNull(owners.archivedAt) : undefined,
      wanted.present ? isNull(owners.archivedAt) : undefined,
      searchOf(wanted, owners)?.where,
    ),
  order: (wanted) => ({
    key: searchOf(wanted, owners)?.place ?? owners.sortName,
    id: owners.id,
    direction: 'asc',
  }),
  lengthy: true,
})

/** The owner's row, kept from others until the transaction ends, or NOT_FOUND. */
export async function lockOwner(ctx: Context, id: string, field: string): Promise<OwnerRow> {
  const [owner] = await ctx.db
    .select()
    .from(owners)
    .where(eq(owners.id, asId(id)))
    .for('update')
  if (!owner) throw notFound('owner', field)
  return owner
}

/**
 * The rows of several owners, each kept from others or NOT_FOUND in its field: in one order, so that two who take the
 * same ones wait for each other and never deadlock.
 */
export async function lockOwners(
  ctx: Context,
  fields: Readonly<Record<string, string>>,
): Promise<Map<string, OwnerRow>> {
  const rows = new Map<string, OwnerRow>()
  for (const id of Object.keys(fields).sort()) rows.set(id, await lockOwner(ctx, id, fields[id]!))
  return rows
}

/** An owner's values as the graph shows them: for the audit, and beside a stale save. */
export const ownerValues = (owner: OwnerRow) => ({
  firstName: owner.firstName,
  lastName: owner.lastName,
  email: owner.email,
  phone: owner.phone,
  phones: phonesOf(owner),
  preferredContact: owner.preferredContact,
  address: owner.address,
  addresses: addressesOf(owner),
  emergencyContact: owner.emergencyContact,
  notes: owner.notes,
  archivedAt: owner.archivedAt,
})

/** Tells the subgraphs that keep a copy what an owner is now, and the screens that show one. */
export async function announceOwner(ctx: Context, owner: OwnerRow) {
  const { id, version } = owner
  await emit(ctx, 'owner.changed', id, {
    id,
    version,
    name: ownerName(owner),
    active: owner.archivedAt === null,
  })
  await signal(ctx, ownerTopic, { ownerId: id, at: ctx.now().toISOString() } satisfies OwnerSignal)
}

export const saved = writing({
  table: owners,
  type: 'Owner',
  noun: 'owner',
  values: ownerValues,
  announce: announceOwner,
})

/** Adds a client. */
export async function createOwner(ctx: Context, input: CreateOwnerInput): Promise<OwnerRow> {
  authorize(ctx, 'owner:write')
  const id = await once(ctx, 'createOwner', input, async (ctx) => {
    const { firstName, lastName, notes = null } = input
    const owner = await saved.add(ctx, { firstName, lastName, notes, ...contactAfter(null, input) })
    return owner.id
  })
  return getOwner(ctx, id)
}

/** Changes a client's details; the household's pets are found by the new name at once. */
export async function updateOwner(ctx: Context, input: UpdateOwnerInput): Promise<OwnerRow> {
  authorize(ctx, 'owner:write')
  return change(ctx, input)
}

/** Clients say themselves where they are reached; their names, address for e-mail and the desk's notes are the desk's. */
export async function updateMyContactDetails(
  ctx: Context,
  { version, phone, address }: UpdateMyContactDetailsInput,
): Promise<OwnerRow> {
  const { ownerId } = authorize(ctx, 'own-household:read')
  if (!ownerId) throw notFound('household')
  return change(ctx, { id: ownerId, version, phone, address })
}

function change(ctx: Context, input: UpdateOwnerInput): Promise<OwnerRow> {
  return transact(ctx, async (ctx) => {
    const before = await lockOwner(ctx, input.id, 'id')
    if (before.version !== input.version) {
      throw stale({ ...ownerValues(before), notes: ownerNotes(ctx, before) }, before.version)
    }
    return saved.change(ctx, before, {
      ...changesOf(owners, input, ['firstName', 'lastName', 'notes']),
      ...contactAfter(before, input),
    })
  })
}

/** What changes about one owner, whom the viewer must be or may see; of others nothing is ever heard. */
export function watchOwner(ctx: Context, filter: OwnerChangeFilter | null) {
  const self = householdOf(ctx, 'owner:read')
  return heard<OwnerSignal>(
    ctx.live,
    ownerTopic,
    ({ ownerId }) => ownerId === filter?.ownerId && (self === null || ownerId === self),
  )
}

/** The owner as the viewer sees it now. */
export const getOwnerChange = async (ctx: Context, { ownerId, at }: OwnerSignal): Promise<OwnerChange> => ({
  owner: await getOwner(ctx, ownerId),
  at: new Date(at),
})
