import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import type { AppointmentFacts } from '@vetgraph/kit/contracts/events'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { and, asc, eq, inArray, ne, notInArray, or } from 'drizzle-orm'
import { saved } from '../invoices/invoice-change.service.ts'
import { untouched } from '../invoices/invoice-draft.service.ts'
import { listRows } from '../invoices/invoice-items.service.ts'
import { invoices, InvoiceStatus, unreleased } from '../invoices/invoice.table.ts'
import { ActKind } from '../prices/service.table.ts'
import { getLocation, keepVisit } from '../refs/refs.service.ts'
import { appointmentRefs } from '../refs/refs.table.ts'
import { isUnbilled, keepAct, retractAct } from './act.service.ts'
import { acts } from './act.table.ts'
import { lockCharges, lockOpenDraft, one, onlyOfActs, putOn, takeOff } from './charge.service.ts'

/** The invoice of another appointment of the same household visit, which charges all of its pets (AP6). */
const ofHousehold = (ctx: Context, { householdVisitId }: AppointmentFacts) =>
  householdVisitId
    ? inArray(
        invoices.appointmentId,
        ctx.db
          .select({ id: appointmentRefs.id })
          .from(appointmentRefs)
          .where(eq(appointmentRefs.householdVisitId, householdVisitId)),
      )
    : undefined

/**
 * A completed visit is charged exactly once, with all that was done at it: however often and in whatever order the
 * events arrive, its line is on one invoice that is not void.
 * no audit: the draft’s is written.
 */
export async function draftForVisit(ctx: Context, visit: AppointmentFacts) {
  authorize(ctx, 'invoice:write', visit.locationId)
  await transact(ctx, async (ctx) => {
    await lockCharges(ctx, visit.ownerId)
    if (!(await keepVisit(ctx, visit, true))) return
    const { id, ownerId, petId, petName, locationId, typeId, typeName, startsAt } = visit
    const location = await getLocation(ctx, locationId)
    const day = dayOf(new Date(startsAt), location.timeZone)
    const act = await keepAct(ctx, {
      id,
      kind: ActKind.VISIT,
      ownerId,
      petId,
      petName,
      locationId,
      appointmentId: id,
      chargedBy: typeId,
      description: typeName,
      quantity: one,
      day,
    })
    const [charged] = await ctx.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.appointmentId, id), notInArray(invoices.status, unreleased)))
      .limit(1)
    const done = await ctx.db
      .select()
      .from(acts)
      .where(and(eq(acts.appointmentId, id), isUnbilled, charged && ne(acts.id, act.id)))
      .orderBy(asc(acts.kind), asc(acts.at), asc(acts.id))
    if (done.length === 0) return
    const open = or(eq(invoices.appointmentId, id), ofHousehold(ctx, visit), onlyOfActs(ctx, day))
    await putOn(ctx, await lockOpenDraft(ctx, act, open), done, id)
  })
}

/**
 * When a completion is undone, its draft is voided unless somebody has worked on it; the visit’s line is taken off a draft
 * that charges other things too.
 * no audit: the draft’s is written.
 */
export async function takeBackDraft(ctx: Context, visit: AppointmentFacts) {
  authorize(ctx, 'invoice:write', visit.locationId)
  await transact(ctx, async (ctx) => {
    await lockCharges(ctx, visit.ownerId)
    if (!(await keepVisit(ctx, visit, false))) return
    const act = await retractAct(ctx, visit.id)
    const open = or(
      eq(invoices.appointmentId, visit.id),
      act?.invoiceId ? eq(invoices.id, act.invoiceId) : undefined,
    )
    const draft = await lockOpenDraft(ctx, visit, open)
    if (!draft) return
    if (draft.version === untouched) {
      await saved.change(ctx, draft, { status: InvoiceStatus.VOID }, 'void')
      return
    }
    const lines = await listRows(ctx, draft.id)
    if (act?.invoiceId === draft.id && lines.length > 1) await takeOff(ctx, act)
  })
}
