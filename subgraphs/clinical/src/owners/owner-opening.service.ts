import { auditRead } from '@vetgraph/kit/work/audit'
import type { Page } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { householdOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { findOwner, listOwners } from './owner.service.ts'
import type { OwnerRow } from './owner.table.ts'
import type { OwnerFilter } from './owner.types.ts'

const contactDetails = ['email', 'phone', 'phones', 'address', 'addresses', 'emergencyContact', 'notes']

/** Whether staff are shown how to reach clients; whoever only reads names opens nothing. */
function showsContacts(ctx: Context): boolean {
  if (requireViewer(ctx).kind === 'system' || householdOf(ctx, 'owner:read') !== null) return false
  return !ctx.asked || contactDetails.some((field) => ctx.asked?.get('Owner')?.has(field))
}

/** Opens a client; that staff saw the contact details stands in the audit (C1). */
export async function openOwner(ctx: Context, id: string): Promise<OwnerRow | null> {
  const owner = await findOwner(ctx, id)
  if (owner && showsContacts(ctx))
    await auditRead(ctx, 'owner.read', [{ entity: 'Owner', entityId: owner.id }])
  return owner
}

/**
 * Clients as the desk reads them. Whoever goes through their contact details page by page leaves an entry for each
 * (C1); the first matches of a search do not, because there is a new one for every letter typed.
 */
export async function browseOwners(
  ctx: Context,
  args: { first: number; after?: string | null },
  filter: OwnerFilter | null,
): Promise<Page<OwnerRow>> {
  const page = await listOwners(ctx, args, filter)
  if ((!filter?.search || args.after) && showsContacts(ctx)) {
    const shown = page.rows.map(({ id }) => id)
    await auditRead(ctx, 'owner.list', [{ entity: 'Owner', entityId: '*', after: { filter, shown } }])
  }
  return page
}
