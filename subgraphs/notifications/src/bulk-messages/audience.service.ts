import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, desc, gt, inArray } from 'drizzle-orm'
import { latestDecisions } from '../consents/consent.service.ts'
import { ConsentChannel, ConsentPurpose } from '../consents/consent.table.ts'
import { mails } from '../mails/mail.table.ts'
import { isRefused } from '../mails/sending.service.ts'
import { BulkMessagePurpose, LeftOutReason } from './bulk-message.table.ts'

const maxPatients = 2_000
const atOnce = 500

/** For how many days an address that refused an e-mail is not written to. */
const refusedDays = 90

interface Pet {
  id: string
  name: string
  status: string
  owner: { id: string }
}

interface Owner {
  id: string
  name: string
  email: string | null
  archivedAt: string | null
}

/** A client and those of the patients whom the message is about. */
interface Household {
  ownerId: string
  petIds: readonly string[]
}

export interface Addressee extends Household {
  name: string
  email: string
  pets: string
  /** Why nothing is sent; null if it is. */
  reason: LeftOutReason | null
}

/** Asks another subgraph for many, some hundreds at a time. */
async function ask<T extends { id: string }>(
  ctx: Context,
  type: string,
  wanted: readonly string[],
  selection: string,
): Promise<Map<string, T>> {
  const ids = [...new Set(wanted)]
  const found = new Map<string, T>()
  for (let start = 0; start < ids.length; start += atOnce) {
    const rows = await ctx.askPeer(type, ids.slice(start, start + atOnce), selection)
    for (const row of rows) if (row) found.set(row['id'] as string, row as unknown as T)
  }
  return found
}

const askPets = (ctx: Context, ids: readonly string[]) =>
  ask<Pet>(ctx, 'Pet', ids, 'id name status owner { id }')

/** Who owns these patients: each client once, however many patients it is about. */
export async function householdsOf(ctx: Context, given: readonly string[]): Promise<Household[]> {
  const ids = [...new Set(given.map(asId))]
  if (ids.length === 0 || ids.length > maxPatients)
    throw badInput('petIds', `A bulk message is about 1 to ${maxPatients.toLocaleString('en')} patients.`)
  const pets = await askPets(ctx, ids)
  const households = new Map<string, string[]>()
  for (const id of ids) {
    const pet = pets.get(id)
    if (!pet) throw notFound('patient', 'petIds')
    households.set(pet.owner.id, [...(households.get(pet.owner.id) ?? []), id])
  }
  return [...households].map(([ownerId, petIds]) => ({ ownerId, petIds }))
}

/** The addresses whose mail server refused the latest e-mail to them. */
async function refusedAmong(ctx: Context, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set()
  const since = new Date(`${addDays(dayOf(ctx.now(), 'UTC'), -refusedDays)}T00:00:00Z`)
  const latest = await ctx.db
    .selectDistinctOn([mails.recipient])
    .from(mails)
    .where(and(inArray(mails.recipient, [...addresses]), gt(mails.createdAt, since)))
    .orderBy(mails.recipient, desc(mails.createdAt), desc(mails.id))
  return new Set(latest.filter(isRefused).map(({ recipient }) => recipient))
}

const listOf = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)

/**
 * Whom a message of this purpose reaches at this moment, and why not (N2, C4, P2).
 * no authorization: whoever sends it was asked.
 */
export async function reach(
  ctx: Context,
  purpose: BulkMessagePurpose,
  households: readonly Household[],
): Promise<Addressee[]> {
  const ownerIds = households.map(({ ownerId }) => ownerId)
  const [owners, pets, decisions] = await Promise.all([
    ask<Owner>(ctx, 'Owner', ownerIds, 'id name email archivedAt'),
    askPets(
      ctx,
      households.flatMap(({ petIds }) => petIds),
    ),
    purpose === BulkMessagePurpose.NEWS ? latestDecisions(ctx, ownerIds, ConsentChannel.EMAIL) : [],
  ])
  const agreed = new Set(
    decisions
      .filter(({ granted, purpose: of }) => granted && of === ConsentPurpose.NEWS)
      .map(({ ownerId }) => ownerId),
  )
  const refused = await refusedAmong(
    ctx,
    [...owners.values()].flatMap(({ email }) => email ?? []),
  )
  return households.map(({ ownerId, petIds }) => {
    const owner = owners.get(ownerId)
    const active = petIds
      .flatMap((id) => pets.get(id) ?? [])
      .filter(({ status, owner: { id } }) => status === 'ACTIVE' && id === ownerId)
    const objection = () => {
      if (!owner || owner.archivedAt) return LeftOutReason.OWNER_INACTIVE
      if (active.length === 0) return LeftOutReason.PATIENT_INACTIVE
      if (purpose === BulkMessagePurpose.NEWS && !agreed.has(ownerId)) return LeftOutReason.NO_CONSENT
      if (!owner.email) return LeftOutReason.NO_ADDRESS
      if (refused.has(owner.email)) return LeftOutReason.ADDRESS_REFUSED
      return null
    }
    return {
      ownerId,
      petIds,
      name: owner?.name ?? '',
      email: owner?.email ?? '',
      pets: listOf(active.map(({ name }) => name)),
      reason: objection(),
    }
  })
}
