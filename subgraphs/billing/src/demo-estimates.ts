import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPet, DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { drawnSignature } from '@vetgraph/kit/demo/signature'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { inArray } from 'drizzle-orm'
import {
  estimateAnswers,
  EstimateDecision,
  type EstimateItemRow,
  estimateItems,
  type EstimateRow,
  estimates,
  EstimateStatus,
  type EstimateVersionRow,
  estimateVersions,
} from './estimates/estimate.table.ts'
import { invoiceOf } from './invoices/invoice-items.service.ts'
import type { InvoiceItemRow, InvoiceRow } from './invoices/invoice.table.ts'
import { InvoiceItemKind, TaxClass } from './prices/service.table.ts'

/** What is estimated: its name, the least and the most of it in thousandths, and its price before tax. */
const treatment: ReadonlyArray<readonly [string, number, number, number]> = [
  ['Dental scaling under anaesthesia', 1000, 1000, 24_000],
  ['Tooth extraction', 0, 4000, 4500],
  ['Pain relief to take home', 1000, 2000, 1800],
]

interface Made {
  estimate: EstimateRow
  items: EstimateItemRow[]
}

function dental(plan: DemoPlan, pet: DemoPet, status: EstimateStatus, number: number, now: Date): Made {
  const owner = plan.owners.find(({ id }) => id === pet.ownerId)!
  const location = plan.locations.find(({ id }) => id === owner.locationId)!
  const { currency, taxRate } = location
  const begun = addMinutes(now, -(status === EstimateStatus.EXPIRED ? 45 : 2 + number) * 24 * 60)
  const id = demoId('estimate', number)
  const priced = treatment.map(([description, , quantity, unitPrice]) => ({
    kind: InvoiceItemKind.SERVICE,
    serviceId: null,
    petId: pet.id,
    petName: pet.name,
    description,
    quantity,
    unitPrice,
    taxIncluded: false,
    discountRate: 0,
    taxClass: TaxClass.STANDARD,
    taxRate,
    needsPrice: false,
  }))
  const high = invoiceOf(id, priced, currency, null)
  const low = invoiceOf(
    id,
    priced.map((item, place) => ({ ...item, quantity: treatment[place]![1] })),
    currency,
    null,
  )
  const accepted = status === EstimateStatus.ACCEPTED
  return {
    estimate: {
      id,
      ownerId: owner.id,
      locationId: location.id,
      currency,
      title: 'Dental treatment',
      note: 'How many teeth must be extracted is only seen under anaesthesia.',
      validUntil: addDays(dayOf(begun, location.timeZone), 30),
      status,
      revision: 1,
      low: low.sums.total,
      high: high.sums.total,
      acceptedHigh: accepted ? invoiceOf(id, priced.slice(0, 2), currency, null).sums.total : null,
      treatmentPlanId: null,
      version: status === EstimateStatus.DRAFT ? 1 : 2,
      createdAt: begun,
      updatedAt: begun,
    },
    items: priced.map(({ needsPrice: _, ...item }, place) => ({
      ...item,
      id: demoId('estimate item', number * 10 + place),
      estimateId: id,
      revision: 1,
      position: place + 1,
      lowQuantity: treatment[place]![1],
      low: low.rows[place]!.gross,
      high: high.rows[place]!.gross,
      decision: EstimateDecision.OPEN,
      invoiceId: null,
      invoicedQuantity: null,
    })),
  }
}

/** An estimate whose one line is what an invoice charges. */
function converted(invoice: InvoiceRow, line: InvoiceItemRow, number: number): Made {
  const { ownerId, locationId, currency, suppliedOn, total, createdAt } = invoice
  const begun = addMinutes(createdAt, -3 * 24 * 60)
  const id = demoId('estimate', number)
  const {
    discount: _discount,
    net: _net,
    tax: _tax,
    gross,
    invoiceId: _invoice,
    needsPrice: _,
    ...item
  } = line
  return {
    estimate: {
      id,
      ownerId,
      locationId,
      currency,
      title: line.description,
      note: null,
      validUntil: addDays(suppliedOn, 30),
      status: EstimateStatus.CONVERTED,
      revision: 1,
      low: total,
      high: total,
      acceptedHigh: total,
      treatmentPlanId: null,
      version: 4,
      createdAt: begun,
      updatedAt: createdAt,
    },
    items: [
      {
        ...item,
        id: demoId('estimate item', number * 10),
        estimateId: id,
        revision: 1,
        lowQuantity: item.quantity,
        low: gross,
        high: gross,
        decision: EstimateDecision.OPEN,
        invoiceId: null,
        invoicedQuantity: null,
      },
    ],
  }
}

const shown = [
  EstimateStatus.SENT,
  EstimateStatus.ACCEPTED,
  EstimateStatus.DRAFT,
  EstimateStatus.DECLINED,
  EstimateStatus.EXPIRED,
  EstimateStatus.SENT,
]

const isAnswered = ({ status }: EstimateRow) =>
  [EstimateStatus.ACCEPTED, EstimateStatus.DECLINED, EstimateStatus.CONVERTED].includes(status)

/** Estimates of the demo hospital in every state. */
export async function loadEstimates(
  ctx: Context,
  plan: DemoPlan,
  rows: { invoices: readonly InvoiceRow[]; items: readonly InvoiceItemRow[] },
) {
  const sentBy = plan.staff.find(({ role }) => role === 'VET')!.id
  const pets = plan.pets.filter(({ status }) => status === 'ACTIVE')
  const made = shown.flatMap((status, number) => {
    const pet = pets[number]
    return pet ? [dental(plan, pet, status, number, ctx.now())] : []
  })
  const charged = rows.invoices.findLast(({ finalisedAt }) => finalisedAt !== null)
  const line = rows.items.find(({ invoiceId }) => invoiceId === charged?.id)
  if (charged && line) made.push(converted(charged, line, shown.length))
  const names = new Map(plan.owners.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]))
  const sent = made.filter(({ estimate }) => estimate.status !== EstimateStatus.DRAFT)
  const versionOf = ({ estimate }: Made): EstimateVersionRow => {
    const location = plan.locations.find(({ id }) => id === estimate.locationId)!
    return {
      id: demoId(
        'estimate version',
        made.findIndex((each) => each.estimate === estimate),
      ),
      estimateId: estimate.id,
      number: 1,
      title: estimate.title,
      note: estimate.note,
      validUntil: estimate.validUntil,
      low: estimate.low,
      high: estimate.high,
      issuer: { name: location.name, lines: [...location.address.split('\n'), location.phone] },
      recipient: { name: names.get(estimate.ownerId)!, lines: [] },
      sentAt: estimate.createdAt,
      sentBy,
      sentTo: null,
    }
  }
  await insertRows(
    ctx,
    estimates,
    made.map(({ estimate }) => estimate),
  )
  await insertRows(
    ctx,
    estimateItems,
    made.flatMap(({ items }) => items),
  )
  await insertRows(ctx, estimateVersions, sent.map(versionOf))
  const answered = sent.filter(({ estimate }) => isAnswered(estimate))
  if (answered.length === 0) return
  await ctx.db.insert(estimateAnswers).values(
    answered.map((each) => ({
      versionId: versionOf(each).id,
      signedBy: names.get(each.estimate.ownerId)!,
      portal: each.estimate.status === EstimateStatus.DECLINED,
      signature: each.estimate.status === EstimateStatus.DECLINED ? null : drawnSignature(),
      answeredBy: sentBy,
      answeredAt: addMinutes(each.estimate.createdAt, 90),
    })),
  )
  const lines = answered.flatMap(({ estimate, items }) =>
    items.map(({ id, position }) => ({
      id,
      accepted: estimate.status !== EstimateStatus.DECLINED && position < 3,
    })),
  )
  for (const accepted of [true, false])
    await ctx.db
      .update(estimateItems)
      .set({ decision: accepted ? EstimateDecision.ACCEPTED : EstimateDecision.DECLINED })
      .where(
        inArray(
          estimateItems.id,
          lines.flatMap((each) => (each.accepted === accepted ? [each.id] : [])),
        ),
      )
  if (charged && line)
    await ctx.db
      .update(estimateItems)
      .set({ invoiceId: charged.id, invoicedQuantity: line.quantity })
      .where(inArray(estimateItems.id, [demoId('estimate item', shown.length * 10)]))
}
