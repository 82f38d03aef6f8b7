import type { Money } from '../money.ts'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '../context.ts'
import type { LocationPolicies } from './location-policies.ts'
import type { MessageTemplate } from './messages.ts'
import type { SubgraphName } from './subgraph-names.ts'

/** What a location is to the subgraphs that keep a copy of it. */
export interface LocationFacts extends LocationPolicies {
  id: string
  /** The row's version after the change: of two facts the larger one is the later. */
  version: number
  name: string
  timeZone: string
  currency: string
  active: boolean
  openingHours: ReadonlyArray<{ weekday: number; opens: string; closes: string }>
  /** The rate put on services when nothing else is said, in basis points (1900 = 19 %). */
  taxRate: number
}

export interface UserFacts {
  id: string
  version: number
  name: string
  active: boolean
  /** Whether visits can be booked with this person. */
  isVet: boolean
  /** The household of a pet owner's account. */
  ownerId: string | null
  /** The number under which the authority knows a prescriber, and the last day on which it holds (U2). */
  prescriberNumber: string | null
  prescriberExpiresOn: string | null
}

export interface OwnerFacts {
  id: string
  version: number
  name: string
  active: boolean
}

export interface CreditFacts {
  /** The owner's. */
  id: string
  version: number
  /** Ordinary visits need a reason. */
  stopped: boolean
  reason: string
}

export interface PetFacts {
  id: string
  version: number
  ownerId: string
  /** Further clients who see it in the portal (P5). */
  coOwnerIds: string[]
  name: string
  speciesId: string
  /** Alive, ours and not archived: visits can be booked. */
  active: boolean
}

export interface PrescriptionFacts {
  id: string
  petId: string
  petName: string
  ownerId: string
  /** The item of the inventory; null for what the hospital does not keep. */
  itemId: string | null
  drug: string
  unit: string
  /** What it authorises in all, in the unit, to 0.001. */
  authorised: number
}

/** What was taken from stock for a prescription, or brought back of it. */
export interface DispensingFacts {
  id: string
  prescriptionId: string
  locationId: string
  /** In the prescription’s unit; what was brought back is negative. */
  quantity: number
  /** In the unit of stock: what was taken, or what is left of that after a return. */
  stockQuantity: number
  stockUnit: string
  /** What the lots cost of which that came; absent where it is not known. */
  cost?: Money
  at: string
  actorId: string
}

/** A patient’s stay in the hospital. */
export interface StayFacts {
  id: string
  petId: string
  petName: string
  ownerId: string
  locationId: string
  /** The visit at which it was admitted; null outside one. */
  appointmentId: string | null
  /** The location’s calendar days of admission and discharge. */
  from: string
  to: string
  /** Those that were given at least once, and the entry of the price list that charges each time. */
  treatments: Array<{ id: string; name: string; serviceId: string; given: number }>
}

/** A laboratory panel that is charged for a patient. */
export interface LabTestFacts {
  /** The order. */
  id: string
  petId: string
  petName: string
  ownerId: string
  locationId: string
  panelName: string
  /** The entry of the price list that charges it. */
  serviceId: string
}

/** A treatment plan that an owner has decided, with the lines that were accepted (MR11). */
export interface TreatmentPlanFacts {
  id: string
  title: string
  petId: string
  petName: string
  ownerId: string
  locationId: string
  accepted: ReadonlyArray<{
    description: string
    /** The entry of the price list; null for what is estimated by hand. */
    serviceId: string | null
    /** The least and the most that may be needed, to 0.001. */
    lowQuantity: number
    quantity: number
  }>
}

/** Of an item’s stock at a location; quantities are in its unit. */
export interface StockFacts {
  id: string
  itemId: string
  item: string
  unit: string
  locationId: string
}

export interface AppointmentFacts {
  id: string
  /** The appointment's version after the change: of two facts the larger one is the later. */
  version: number
  /** Who made the change; null when the hospital's own machinery did. */
  actorId: string | null
  petId: string
  petName: string
  ownerId: string
  vetId: string
  locationId: string
  /** The household visit of which it is a part, which gets one invoice; null for a visit of its own. */
  householdVisitId: string | null
  typeId: string
  typeName: string
  startsAt: string
  endsAt: string
}

export interface VaccinationFacts {
  id: string
  version: number
  petId: string
  petName: string
  ownerId: string
  locationId: string
  /** The visit at which it was given; null outside one. */
  appointmentId: string | null
  vetId: string
  productId: string
  productName: string
  lot: string
  /** The calendar day at the location. */
  givenOn: string
}

/** What is due next for a pet by one vaccination protocol. */
export interface VaccinationDueFacts {
  /** The pet's. */
  id: string
  petId: string
  petName: string
  ownerId: string
  speciesId: string
  locationId: string
  protocolId: string
  protocolName: string
  /** A calendar day. */
  dueOn: string
  /** False when nothing is due any more: it was declined, or the only vaccination was retracted. */
  isOpen: boolean
}

export interface AuditFacts {
  id: string
  at: string
  action: string
  entity: string
  entityId: string
  actorId: string | null
  sessionId: string | null
  requestId: string
  ip: string
  userAgent: string
  before: unknown
  after: unknown
}

/** The entries of one day (UTC), and an MD5 over their ids in order: equal sets have equal digests. */
export interface AuditDay {
  day: string
  entries: number
  digest: string
}

export interface MailFacts {
  id: string
  template: MessageTemplate
  to: string
  /** The addressee's name. */
  name: string
  /** In which it is written, where there is such a wording: `de` or `de-CH`. */
  language?: string
  /** The secret that goes into the link; erased once the mail has been sent. */
  token?: string
  /** What else the template mentions. */
  values?: Readonly<Record<string, string>>
}

/** An e-mail with a PDF, which is kept until it has been sent. */
export interface DocumentMailFacts extends MailFacts {
  attachment: { fileName: string; base64: string }
}

/** What becomes of a visit that an owner asked for, as the owner is told. */
export interface RequestAnswerFacts extends MailFacts {
  /** The visit that was booked; left out when none was. */
  appointmentId?: string
}

/** Every event, with its payload. Past tense: it has happened. */
export interface Events {
  'location.changed': LocationFacts
  'user.changed': UserFacts
  /** E-mail is to be sent. */
  'mail.wanted': MailFacts
  /** A document is to be sent by e-mail. */
  'document.mailed': DocumentMailFacts
  /** An order is to be sent to a supplier by e-mail. */
  'purchase-order.mailed': DocumentMailFacts
  /** A free time is offered by e-mail to who waits for one. */
  'slot.offered': MailFacts
  /** The desk has booked or refused a visit that an owner asked for. */
  'appointment-request.decided': RequestAnswerFacts
  /** A pet owner who signed up has proved the address: whose household is it (AU7)? */
  'owner-account.verified': {
    userId: string
    email: string
    firstName: string
    lastName: string
    phone: string | null
  }
  /** A portal account belongs to this household. */
  'household.claimed': { userId: string; ownerId: string }
  'owner.changed': OwnerFacts
  'pet.changed': PetFacts
  /** Its visits ahead are cancelled, and nothing reminds of it any more (PT4). */
  'pet.died': { id: string }
  /** It was recorded in error: what was cancelled by it stands again where that is still possible. */
  'pet.death-undone': { id: string }
  /** Written; at a location when the prescriber says at which. */
  'prescription.created': PrescriptionFacts & { locationId: string | null }
  /** Some of it was handed out, at a location; what came from stock is told in the unit of stock, with what it cost. */
  'prescription.dispensed': PrescriptionFacts & {
    dispenseId: string
    locationId: string
    quantity: number
    cost?: Money
  }
  /** Some of it was brought back: `dispenseId` with the quantity that is left takes the place of `replaces`. */
  'prescription.returned': PrescriptionFacts & {
    dispenseId: string
    locationId: string
    quantity: number
    cost?: Money
    replaces: string
  }
  /** What is left of it may not be handed out any more. */
  'prescription.cancelled': PrescriptionFacts
  /** Medicine was taken from stock for a prescription. */
  'stock.dispensed': DispensingFacts
  /** Some of it was brought back; `replaces` is the dispensing or return before it. */
  'stock.returned': DispensingFacts & { replaces: string }
  /** A location came down to the reorder level of an item, by the movement `id`. */
  'stock.ran-low': StockFacts & { onHand: number; reorderLevel: number }
  /** The check of a day found lots of a location that had come within `days` days of their last day, or had expired. */
  'stock.expiring': { locationId: string; day: string; days: number; expiring: number; expired: number }
  /** An item was sent to a location by the transfer `id`. */
  'stock.sent': StockFacts & { quantity: number; from: string }
  /** `imported`: it was booked in another system, so that its vet and its client know of it already. */
  'appointment.booked': AppointmentFacts & { imported?: boolean }
  'appointment.rescheduled': AppointmentFacts & { previousVetId: string; previousStartsAt: string }
  'appointment.cancelled': AppointmentFacts & { reason: string }
  /** A cancellation was undone. */
  'appointment.reinstated': AppointmentFacts
  'appointment.completed': AppointmentFacts
  /** A completion was undone: what it drafted is to be taken back where it is still a draft. */
  'appointment.reopened': AppointmentFacts
  /** Given here, out of this hospital's stock; what was given elsewhere is not told. */
  'vaccination.given': VaccinationFacts
  /** Entered in error: what it charged and took from stock is to be reversed. */
  'vaccination.retracted': VaccinationFacts & { reason: string }
  /** A patient went home from a ward. */
  'in-patient.discharged': StayFacts
  /** A laboratory panel was ordered for a patient, or results without an order were given to one. */
  'lab-test.ordered': LabTestFacts
  /** A laboratory order (`id`) was cancelled before there were results. */
  'lab-test.cancelled': { id: string; ownerId: string }
  /** What was accepted is to be estimated. */
  'treatment-plan.decided': TreatmentPlanFacts
  /** What is due next was worked out anew, or comes within the days ahead of which owners are reminded. */
  'vaccination.due': VaccinationDueFacts
  /** The credit of an owner (`id`) was stopped because of debts, or released. */
  'credit.changed': CreditFacts
  /** An invoice was drafted, taken back or changed. */
  'invoice.changed': { id: string; appointmentId: string | null }
  'audit.recorded': AuditFacts
  /** What a subgraph has audited on each of the last days, to be compared with the central log. */
  'audit.counted': { days: AuditDay[] }
}

export type EventName = keyof Events

/** The subgraph that may tell an event; the database refuses all others. Null: every subgraph. */
export const emitters: { readonly [Name in EventName]: SubgraphName | null } = {
  'location.changed': 'identity',
  'user.changed': 'identity',
  'mail.wanted': 'identity',
  'document.mailed': 'billing',
  'purchase-order.mailed': 'inventory',
  'slot.offered': 'scheduling',
  'appointment-request.decided': 'scheduling',
  'owner-account.verified': 'identity',
  'household.claimed': 'clinical',
  'owner.changed': 'clinical',
  'pet.changed': 'clinical',
  'pet.died': 'clinical',
  'pet.death-undone': 'clinical',
  'prescription.created': 'clinical',
  'prescription.dispensed': 'clinical',
  'prescription.returned': 'clinical',
  'prescription.cancelled': 'clinical',
  'stock.dispensed': 'inventory',
  'stock.returned': 'inventory',
  'stock.ran-low': 'inventory',
  'stock.expiring': 'inventory',
  'stock.sent': 'inventory',
  'appointment.booked': 'scheduling',
  'appointment.rescheduled': 'scheduling',
  'appointment.cancelled': 'scheduling',
  'appointment.reinstated': 'scheduling',
  'appointment.completed': 'scheduling',
  'appointment.reopened': 'scheduling',
  'vaccination.given': 'clinical',
  'vaccination.retracted': 'clinical',
  'in-patient.discharged': 'clinical',
  'lab-test.ordered': 'clinical',
  'lab-test.cancelled': 'clinical',
  'treatment-plan.decided': 'clinical',
  'vaccination.due': 'clinical',
  'credit.changed': 'billing',
  'invoice.changed': 'billing',
  'audit.recorded': null,
  'audit.counted': null,
}

export interface DeliveredEvent<Name extends EventName> {
  id: string
  at: string
  /** The subgraph that told it, as the database knows it by its role. */
  emitter: SubgraphName
  payload: Events[Name]
}

/** The handlers of one subgraph for other subgraphs' events. */
export type Reactions = {
  [Name in EventName]?: (ctx: Context, event: DeliveredEvent<Name>) => Promise<void>
}

/**
 * Adds the event for every subgraph that reacts to it, in the open transaction: it happens if and only if the
 * change does. What is told of one entity reaches a subgraph in the order in which it was told.
 */
export const emit = <Name extends EventName>(
  ctx: Context,
  name: Name,
  entityId: string,
  payload: Events[Name],
) => emitEach(ctx, name, [{ entityId, payload }])

/** Adds many events of one name in one statement. */
export const emitAll = <Name extends EventName>(
  ctx: Context,
  name: Name,
  payloads: ReadonlyArray<Events[Name] & { id: string }>,
) =>
  emitEach(
    ctx,
    name,
    payloads.map((payload) => ({ entityId: payload.id, payload })),
  )

async function emitEach<Name extends EventName>(
  ctx: Context,
  name: Name,
  told: ReadonlyArray<{ entityId: string; payload: Events[Name] }>,
) {
  if (!ctx.inTransaction) throw new Error(`emit(${name}) outside a transaction`)
  const events = told.map((event) => ({ id: uuidv7(), ...event }))
  await ctx.db.execute(
    sql`select vetgraph.emit(${name}, ${ctx.now().toISOString()}::timestamptz, ${JSON.stringify(events)}::json)`,
  )
}
