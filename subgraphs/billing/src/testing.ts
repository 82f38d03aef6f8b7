import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import type { AskPeer } from '@vetgraph/kit/context'
import type { AppointmentFacts, LocationFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { transact } from '@vetgraph/kit/database/db'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { invoices, InvoiceStatus } from './invoices/invoice.table.ts'
import { postInvoice } from './ledger/post.service.ts'
import { type PriceRow, prices } from './prices/price.table.ts'
import { InvoiceItemKind, type ServiceRow, services, TaxClass } from './prices/service.table.ts'

/** What identity and clinical answer of a location, an owner and a pet of theirs. */
export const askPeer: AskPeer = async (type, ids) =>
  ids.map((id) =>
    type === 'Location'
      ? {
          id,
          name: 'Harbour Street',
          address: '12 Harbour Street\nDublin',
          phone: '+353 1 555 0100',
          hospitalName: 'Seaside Veterinary Hospital',
        }
      : type === 'Owner'
        ? {
            id,
            name: 'Ελένη Łukasiewicz',
            address: {
              street: 'ул. Ленина 5',
              city: 'Dublin',
              region: null,
              postalCode: 'D02',
              country: 'Ireland',
            },
          }
        : { id, name: 'Bella' },
  )

/** A location that billing has heard of: 20 % tax, euros, Dublin time. */
export async function aLocation(
  hospital: TestSubgraph,
  overrides: Partial<LocationFacts> = {},
): Promise<LocationFacts> {
  const location: LocationFacts = {
    id: newId(),
    version: 1,
    name: 'Harbour Street',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    active: true,
    openingHours: [],
    taxRate: 2000,
    ...usualPolicies,
    ...overrides,
  }
  await hospital.deliver('location.changed', location)
  return location
}

/** An entry of the price list, taxed at the standard rate. */
export async function aService(
  hospital: TestSubgraph,
  overrides: Partial<ServiceRow> = {},
): Promise<ServiceRow> {
  const now = hospital.now()
  const [row] = await hospital
    .context()
    .db.insert(services)
    .values({
      id: newId(),
      name: 'Check-up',
      kind: InvoiceItemKind.SERVICE,
      taxClass: TaxClass.STANDARD,
      active: true,
      version: 1,
      createdAt: now,
      updatedAt: now,
      ...overrides,
    })
    .onConflictDoNothing()
    .returning()
  return row!
}

/** A net price of 65.00 that has been in force for long, of the entry that charges for a type of appointment. */
export async function aPrice(
  hospital: TestSubgraph,
  { locationId, typeId }: { locationId: string; typeId: string },
  overrides: Partial<PriceRow> = {},
) {
  await aService(hospital, { id: typeId, appointmentTypeId: typeId })
  await hospital
    .context()
    .db.insert(prices)
    .values({
      id: newId(),
      serviceId: typeId,
      locationId,
      amount: 6500,
      currency: 'EUR',
      taxIncluded: false,
      effectiveFrom: '2020-01-01',
      createdAt: hospital.now(),
      ...overrides,
    })
}

/** The facts of a visit on the morning of 16 March 2026; version 5 is its completion. */
export const visitFacts = (overrides: Partial<AppointmentFacts> = {}): AppointmentFacts => ({
  id: newId(),
  version: 5,
  actorId: newId(),
  petId: newId(),
  petName: 'Bella',
  ownerId: newId(),
  vetId: newId(),
  locationId: newId(),
  householdVisitId: null,
  typeId: newId(),
  typeName: 'Check-up',
  startsAt: '2026-03-16T09:00:00.000Z',
  endsAt: '2026-03-16T09:30:00.000Z',
  ...overrides,
})

/** A visit at a location with a price list: ready to be completed. */
export async function aVisit(hospital: TestSubgraph, overrides: Partial<AppointmentFacts> = {}) {
  const location = overrides.locationId ? null : await aLocation(hospital)
  const visit = visitFacts({ ...(location && { locationId: location.id }), ...overrides })
  if (!overrides.typeId) await aPrice(hospital, visit)
  return visit
}

/** A completed visit with its draft. */
export async function aDraft(hospital: TestSubgraph, overrides: Partial<AppointmentFacts> = {}) {
  const visit = await aVisit(hospital, overrides)
  await hospital.deliver('appointment.completed', visit)
  const [row] = await hospital.admin`select id from billing.invoices where appointment_id = ${visit.id}`
  return { visit, id: row!['id'] as string }
}

let numbered = 0

/** A completed visit whose invoice was finalised. */
export async function aFinalisedInvoice(hospital: TestSubgraph, overrides: Partial<AppointmentFacts> = {}) {
  const draft = await aDraft(hospital, overrides)
  numbered += 1
  await transact(hospital.context(), async (ctx) => {
    const [invoice] = await ctx.db
      .update(invoices)
      .set({ status: InvoiceStatus.FINALISED, number: `H-2026-${numbered}`, finalisedAt: ctx.now() })
      .where(eq(invoices.id, draft.id))
      .returning()
    await postInvoice(ctx, invoice!)
  })
  return draft
}
