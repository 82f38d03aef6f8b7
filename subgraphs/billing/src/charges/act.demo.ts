import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import { dayOf } from '@vetgraph/kit/time'
import { type InvoiceRow, InvoiceStatus } from '../invoices/invoice.table.ts'
import { ActKind } from '../prices/service.table.ts'
import type { ActRow } from './act.table.ts'

const forgottenAtEach = 4

/** What drafts charge, what was waived, and what somebody forgot to charge. */
export function demoActs(plan: DemoPlan, invoices: readonly InvoiceRow[]): ActRow[] {
  const statuses = new Map(invoices.map(({ appointmentId, status }) => [appointmentId, status]))
  const drafted = plan.visits.filter(({ id }) => statuses.get(id) === InvoiceStatus.DRAFT)
  const forgotten = new Set(
    plan.locations.flatMap((location) =>
      drafted.filter((visit) => visit.location.id === location.id).slice(-forgottenAtEach),
    ),
  )
  const desk = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  return plan.visits.flatMap((each): ActRow[] => {
    const { id, number, pet, location, type, endsAt } = each
    const status = statuses.get(id)
    if (status !== InvoiceStatus.DRAFT && status !== InvoiceStatus.VOID) return []
    const visit: ActRow = {
      id,
      kind: ActKind.VISIT,
      ownerId: pet.ownerId,
      petId: pet.id,
      petName: pet.name,
      locationId: location.id,
      appointmentId: id,
      chargedBy: type.id,
      description: type.name,
      quantity: quantityScale,
      cost: null,
      day: dayOf(endsAt, location.timeZone),
      at: endsAt,
      invoiceId: null,
      waivedAt: null,
      waivedBy: null,
      waivedReason: null,
      retractedAt: null,
    }
    if (status === InvoiceStatus.VOID)
      return [{ ...visit, waivedAt: endsAt, waivedBy: desk, waivedReason: 'Check after surgery, included' }]
    if (!forgotten.has(each)) return [visit]
    const dispensed = {
      ...visit,
      id: demoId('dispense', number),
      kind: ActKind.DISPENSING,
      chargedBy: null,
      description: 'Amoxicillin 250 mg, tablet',
      quantity: 10 * quantityScale,
    }
    return [visit, dispensed]
  })
}
