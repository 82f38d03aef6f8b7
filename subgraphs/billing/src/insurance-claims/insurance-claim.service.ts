import type { Context } from '@vetgraph/kit/context'
import { authorize, can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import type { PageArgs } from '@vetgraph/kit/reads/connection'
import { entity } from '@vetgraph/kit/reads/entity'
import { asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, ne, or } from 'drizzle-orm'
import { announce } from '../invoices/invoice-change.service.ts'
import { ownHousehold, type Seen, seenBy } from '../invoices/invoice.service.ts'
import { invoices } from '../invoices/invoice.table.ts'
import {
  type InsuranceClaimItemRow,
  insuranceClaimItems,
  type InsuranceClaimRow,
  insuranceClaims,
  InsuranceClaimStatus,
  isOpen,
} from './insurance-claim.table.ts'
import type {
  InsuranceClaimChangeFilter,
  InsuranceClaimFilter,
  InsuranceClaimItem,
} from './insurance-claim.types.ts'

/** A claim as it is read. */
export type ClaimShown = InsuranceClaimRow

/** Staff see the claims of their locations, an owner the own ones that were submitted. */
const visible = ({ places, household }: Places<Seen>) =>
  places
    ? or(
        among(insuranceClaims.locationId, places),
        household
          ? and(
              eq(insuranceClaims.ownerId, household),
              ne(insuranceClaims.status, InsuranceClaimStatus.DRAFT),
            )
          : undefined,
      )
    : undefined

const reading = entity({
  table: insuranceClaims,
  type: 'InsuranceClaim',
  noun: 'claim',
  always: ['id', 'createdAt'],
  takes: {},
  seen: seenBy,
  visible,
  whole: true,
  from: (db, columns) => db.select(columns).from(insuranceClaims).$dynamic(),
})

export const { find: findClaim, get: getClaim, read: readClaims } = reading

const listed = reading.list({
  wanted: ({ ownerId, locationId, status, open }: InsuranceClaimFilter) => ({
    ownerId: asIdOrNull(ownerId),
    locationId: asIdOrNull(locationId),
    status: status ?? null,
    open: open || null,
  }),
  matching: ({ ownerId, locationId, status, open }) =>
    and(
      ownerId ? eq(insuranceClaims.ownerId, ownerId) : undefined,
      locationId ? eq(insuranceClaims.locationId, locationId) : undefined,
      status ? eq(insuranceClaims.status, status) : undefined,
      open ? isOpen : undefined,
    ),
  order: () => ({ key: insuranceClaims.createdAt, id: insuranceClaims.id, direction: 'asc' }),
  keyOf: ({ createdAt }) => createdAt,
})

/** Claims, the oldest first: whoever has waited longest is asked first. */
export const listClaims = (ctx: Context, page: PageArgs, filter: InsuranceClaimFilter | null) =>
  listed(ctx, page, filter ?? {})

const claimsOfInvoices = statement(
  (db, { invoiceIds, ...seen }: Places<Seen & { invoiceIds: readonly string[] }>) =>
    db
      .select()
      .from(insuranceClaims)
      .where(and(among(insuranceClaims.invoiceId, invoiceIds), visible(seen)))
      .orderBy(asc(insuranceClaims.createdAt), asc(insuranceClaims.id)),
)

const readOfInvoices = async (ctx: Context, invoiceIds: readonly string[]) =>
  (await claimsOfInvoices(ctx, { invoiceIds, ...seenBy(ctx) })).map(
    (row): readonly [string, InsuranceClaimRow] => [row.invoiceId, row],
  )

/** The claims of an invoice that the viewer already sees, in time order; an owner's without drafts. */
export const listClaimsOf = (ctx: Context, invoiceId: string): Promise<InsuranceClaimRow[]> =>
  groupLoaderOf(ctx, readOfInvoices).load(invoiceId)

const itemsOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(insuranceClaimItems)
    .where(among(insuranceClaimItems.claimId, ids))
    .orderBy(asc(insuranceClaimItems.position)),
)

const readItems = async (ctx: Context, ids: readonly string[]) =>
  (await itemsOf(ctx, { ids })).map((row): readonly [string, InsuranceClaimItemRow] => [row.claimId, row])

/** The lines of a claim that the viewer already sees. */
export async function listClaimItems(
  ctx: Context,
  { id, currency }: InsuranceClaimRow,
): Promise<InsuranceClaimItem[]> {
  sightOf(ctx, 'invoice:read')
  const rows = await groupLoaderOf(ctx, readItems).load(id)
  return rows.map((row) => ({
    ...row,
    quantity: quantityOf(row.quantity),
    amount: { amount: row.amount, currency },
  }))
}

export type ClaimSignal = {
  claimId: string
  ownerId: string
  locationId: string
  status: InsuranceClaimStatus
}

const claimTopic = 'insurance-claim'

/** Tells open screens of a claim and of its invoice, which shows it. */
export async function tell(ctx: Context, claim: InsuranceClaimRow) {
  const { id: claimId, ownerId, locationId, status, invoiceId } = claim
  await signal(ctx, claimTopic, { claimId, ownerId, locationId, status } satisfies ClaimSignal)
  const [invoice] = await ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId))
  await announce(ctx, 'UPDATED', invoice!)
}

export const saved = writing({
  table: insuranceClaims,
  type: 'InsuranceClaim',
  noun: 'claim',
  values: ({ status, insurer, policyNumber, condition, claimed, settled, rejectionReason, currency }) => ({
    status,
    insurer,
    policyNumber,
    condition,
    claimed,
    settled,
    rejectionReason,
    currency,
  }),
  announce: tell,
})

/** The claim as it was seen, kept from others; NOT_FOUND where the viewer may see none (AU6). */
export async function lockClaim(ctx: Context, id: string, version: number): Promise<InsuranceClaimRow> {
  const { locationId } = await saved.lock(ctx, id)
  if (!can(requireViewer(ctx), 'invoice:read', locationId)) throw notFound('claim', 'id')
  authorize(ctx, 'insurance:write', locationId)
  return saved.lock(ctx, id, version)
}

/** Claims as they change; an owner hears of the own ones that were submitted. */
export function watchClaims(ctx: Context, filter: InsuranceClaimChangeFilter | null) {
  sightOf(ctx, 'invoice:read')
  const viewer = requireViewer(ctx)
  const { ownerId, locationId } = filter ?? {}
  return heard<ClaimSignal>(
    ctx.live,
    claimTopic,
    (change) =>
      (can(viewer, 'invoice:read', change.locationId) ||
        (change.ownerId === ownHousehold(viewer) && change.status !== InsuranceClaimStatus.DRAFT)) &&
      (!ownerId || ownerId === change.ownerId) &&
      (!locationId || locationId === change.locationId),
  )
}
