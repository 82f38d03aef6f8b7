import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { authorize, locationsOf } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { requiredText } from '@vetgraph/kit/text'
import { asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { findLocation } from '../locations/location.service.ts'
import { endSessionsAt } from '../sessions/session-end.service.ts'
import { findThisWorkstation, handOverWorkstation, type WorkstationRow } from './this-workstation.service.ts'
import { workstations } from './workstation.table.ts'
import type { RegisterWorkstationInput } from './workstation.types.ts'

const maxIdleMinutes = 60

/** The shared workstations where the viewer may retire them: those in use first, each group by name. */
export function listWorkstations(ctx: Context): Promise<WorkstationRow[]> {
  const places = locationsOf(authorize(ctx, 'workstation:write'), 'workstation:write')
  return ctx.db
    .select()
    .from(workstations)
    .where(places ? inArray(workstations.locationId, [...places]) : undefined)
    .orderBy(desc(isNull(workstations.revokedAt)), asc(workstations.name), asc(workstations.id))
}

/** Makes this browser a shared workstation: from the next sign-in on, whoever works there takes over by PIN (AU8). */
export async function registerWorkstation(
  ctx: Context,
  input: RegisterWorkstationInput,
): Promise<WorkstationRow> {
  const viewer = authorize(ctx, 'workstation:write', input.locationId)
  const name = requiredText('name', input.name)
  const location = await findLocation(ctx, input.locationId)
  if (!location) throw notFound('location', 'locationId')
  if (input.idleMinutes < 1 || input.idleMinutes > maxIdleMinutes) {
    throw badInput('idleMinutes', `From 1 to ${maxIdleMinutes} minutes.`)
  }
  const here = await findThisWorkstation(ctx)
  if (here) throw conflict(`This browser is the workstation “${here.name}” already.`, { field: 'name' })
  return transact(ctx, async (ctx) => {
    const now = ctx.now()
    const [workstation] = await ctx.db
      .insert(workstations)
      .values({
        id: newId(),
        name,
        locationId: location.id,
        idleMinutes: input.idleMinutes,
        hash: handOverWorkstation(ctx),
        registeredBy: viewer.userId,
        createdAt: now,
        lastUsedAt: now,
      })
      .returning()
    await audit(ctx, 'workstation.register', {
      entity: 'Workstation',
      entityId: workstation!.id,
      after: { name, locationId: location.id, idleMinutes: input.idleMinutes },
    })
    return workstation!
  })
}

/** Makes a workstation a browser like any other, and signs out whoever signed in there. */
export async function revokeWorkstation(ctx: Context, id: string): Promise<WorkstationRow> {
  authorize(ctx, 'workstation:write')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db
      .select()
      .from(workstations)
      .where(eq(workstations.id, asId(id)))
      .for('update')
    if (!before) throw notFound('workstation', 'id')
    authorize(ctx, 'workstation:write', before.locationId)
    if (before.revokedAt) return before
    const [workstation] = await ctx.db
      .update(workstations)
      .set({ revokedAt: ctx.now() })
      .where(eq(workstations.id, before.id))
      .returning()
    await endSessionsAt(ctx, before.id, 'REVOKED')
    await audit(ctx, 'workstation.revoke', { entity: 'Workstation', entityId: before.id })
    return workstation!
  })
}
