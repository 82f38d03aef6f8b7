import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { notFound, stale } from '@vetgraph/kit/errors'
import { authorize, requireViewer } from '@vetgraph/kit/permissions'
import { given, requiredText } from '@vetgraph/kit/text'
import { hospital, type HospitalRow } from './hospital.table.ts'
import type { UpdateHospitalInput } from './hospital.types.ts'

/** Everybody who is signed in may know whose hospital it is. */
export async function findHospital(ctx: Context): Promise<HospitalRow | null> {
  requireViewer(ctx)
  const [row] = await ctx.db.select().from(hospital)
  return row ?? null
}

/**
 * The hospital's name; null before it is set up.
 * no authorization: it is written on the door.
 */
export async function hospitalName(ctx: Context): Promise<string | null> {
  const [row] = await ctx.db.select({ name: hospital.name }).from(hospital)
  return row?.name ?? null
}

const hospitalValues = ({ name }: HospitalRow) => ({ name })

/** Changes the hospital's own details. */
export async function updateHospital(ctx: Context, input: UpdateHospitalInput): Promise<HospitalRow> {
  authorize(ctx, 'hospital:write')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(hospital).for('update')
    if (!before) throw notFound('hospital')
    if (before.version !== input.version) throw stale(hospitalValues(before), before.version)
    const [after] = await ctx.db
      .update(hospital)
      .set({
        name: requiredText('name', given('name', input.name, before.name)),
        version: before.version + 1,
      })
      .returning()
    await audit(ctx, 'hospital.update', {
      entity: 'Hospital',
      entityId: String(before.id),
      before: hospitalValues(before),
      after: hospitalValues(after!),
    })
    return after!
  })
}
