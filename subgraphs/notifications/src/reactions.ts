import type { DocumentMailFacts, Reactions } from '@vetgraph/kit/contracts/events'
import type { Context } from '@vetgraph/kit/context'
import { hearVisitChange, keepAnswer } from './invitations/invitation.service.ts'
import { keepMail } from './mails/mail.service.ts'
import { notifyExpiring, notifyRanLow, notifySent } from './notifications/stock-notification.service.ts'
import {
  notifyBooked,
  notifyCancelled,
  notifyReinstated,
  notifyRescheduled,
} from './notifications/visit-notification.service.ts'
import { hearPet, hearVaccinationDue, hearVisit } from './reminders/due.service.ts'
import { locations, users } from './refs/refs.service.ts'

const keepDocument = (ctx: Context, { attachment: { fileName, base64 }, ...mail }: DocumentMailFacts) =>
  keepMail(ctx, mail, [{ fileName, body: Buffer.from(base64, 'base64') }])

/** Whom notifications tell when something happens elsewhere. */
export const reactions: Reactions = {
  'mail.wanted': (ctx, { payload }) => keepMail(ctx, payload),
  'document.mailed': (ctx, { payload }) => keepDocument(ctx, payload),
  'purchase-order.mailed': (ctx, { payload }) => keepDocument(ctx, payload),
  'stock.ran-low': (ctx, { payload }) => notifyRanLow(ctx, payload),
  'stock.expiring': (ctx, { payload }) => notifyExpiring(ctx, payload),
  'stock.sent': (ctx, { payload }) => notifySent(ctx, payload),
  'slot.offered': (ctx, { payload }) => keepMail(ctx, payload),
  'appointment-request.decided': (ctx, { payload }) => keepAnswer(ctx, payload),
  'location.changed': locations.heard,
  'user.changed': users.heard,
  'pet.changed': (ctx, { payload }) => hearPet(ctx, payload),
  'vaccination.due': (ctx, { payload }) => hearVaccinationDue(ctx, payload),
  'appointment.booked': async (ctx, event) => {
    await hearVisit(ctx, event)
    // A visit that another system knew is no news to its vet and its client.
    if (event.payload.imported) return
    await notifyBooked(ctx, event.payload)
    await hearVisitChange(ctx, event.payload)
  },
  'appointment.rescheduled': async (ctx, event) => {
    await notifyRescheduled(ctx, event.payload)
    await hearVisit(ctx, event)
    await hearVisitChange(ctx, event.payload, { toldStartsAt: event.payload.previousStartsAt })
  },
  'appointment.cancelled': async (ctx, event) => {
    await notifyCancelled(ctx, event.payload)
    await hearVisit(ctx, event, true)
    await hearVisitChange(ctx, event.payload, { toldStartsAt: event.payload.startsAt, ended: true })
  },
  'appointment.reinstated': async (ctx, event) => {
    await notifyReinstated(ctx, event.payload)
    await hearVisit(ctx, event)
    await hearVisitChange(ctx, event.payload)
  },
}
