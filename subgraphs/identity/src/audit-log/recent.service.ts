import { can, isScreen, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import { and, eq, gte, inArray, or, type SQL, sql } from 'drizzle-orm'
import { auditLog } from './audit-log.table.ts'
import type { AuditLogRow } from './log-page.service.ts'

/** What is told to whom: the right to see a thing; a thing of a location is told to who has the right there (AU6). */
const told: Readonly<Record<string, { right: Permission; ofLocation: boolean }>> = {
  Pet: { right: 'pet:read', ofLocation: false },
  Owner: { right: 'owner:read', ofLocation: false },
  MedicalRecord: { right: 'medical-record:read', ofLocation: false },
  Prescription: { right: 'prescription:read', ofLocation: false },
  Vaccination: { right: 'vaccination:read', ofLocation: false },
  InventoryItem: { right: 'inventory:read', ofLocation: false },
  Appointment: { right: 'appointment:read', ofLocation: true },
  Invoice: { right: 'invoice:read', ofLocation: true },
  Payment: { right: 'invoice:read', ofLocation: true },
}

/** An entry that names no location is told to those who have the right everywhere. */
const place = sql`coalesce(${auditLog.after}->>'locationId', ${auditLog.before}->>'locationId')`

/** Whom a thing's right counts for: null where nobody is to hear of it. */
function heardBy(ctx: Context): SQL | null {
  const viewer = requireViewer(ctx)
  if (isScreen(viewer)) return null
  const conditions = Object.entries(told).flatMap(([entity, { right, ofLocation }]): SQL[] => {
    if (!can(viewer, right)) return []
    const places = ofLocation ? locationsOf(viewer, right) : null
    return [
      places === null
        ? eq(auditLog.entity, entity)
        : and(eq(auditLog.entity, entity), inArray(place, [...places]))!,
    ]
  })
  return or(...conditions) ?? null
}

/** Who looked at what is the audit log's to tell. */
const isChange = sql`${auditLog.action} !~ '[.](read|list|search|export)'`

const days = 7

/** What was done lately to what the viewer may see, the latest first. */
export async function listRecent(ctx: Context, page: PageArgs): Promise<Page<AuditLogRow>> {
  const since = new Date(ctx.now().getTime() - days * 86_400_000)
  const wanted = and(gte(auditLog.at, since), isChange, heardBy(ctx) ?? sql`false`)
  return pageOf<AuditLogRow>(page, {
    key: auditLog.at,
    id: auditLog.id,
    direction: 'desc',
    keyOf: ({ at }) => at,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(auditLog)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(auditLog, wanted),
  })
}

/** The thing that something was done to, as a reference to its subgraph; null when it is of another type. */
export const thingOf = (entity: string, row: AuditLogRow): { id: string } | null =>
  row.entity === entity && row.entityId !== '*' ? { id: row.entityId } : null
