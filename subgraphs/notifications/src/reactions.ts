import type { Reactions } from '@vetgraph/kit/contracts/events'
import { keepMail } from './mails/mail.service.ts'
import {
  notifyBooked,
  notifyCancelled,
  notifyReinstated,
  notifyRescheduled,
} from './notifications/visit-notification.service.ts'
import { hearPet, hearVaccinationDue, hearVisit } from './reminders/due.service.ts'
import { locations, users } from './refs/refs.service.ts'

/** Whom notifications tell when something happens elsewhere. */
export const reactions: Reactions = {
  'mail.wanted': (ctx, { payload }) => keepMail(ctx, payload),
  'document.mailed': (ctx, { payload }) => keepMail(ctx, payload, payload.attachment),
  'purchase-order.mailed': (ctx, { payload }) => keepMail(ctx, payload, payload.attachment),
  'slot.offered': (ctx, { payload }) => keepMail(ctx, payload),
  'appointment-request.decided': (ctx, { payload }) => keepMail(ctx, payload),
  'location.changed': locations.heard,
  'user.changed': users.heard,
  'pet.changed': (ctx, { payload }) => hearPet(ctx, payload),
  'vaccination.due': (ctx, { payload }) => hearVaccinationDue(ctx, payload),
  'appointment.booked': async (ctx, event) => {
    await notifyBooked(ctx, event.payload)
    await hearVisit(ctx, event)
  },
  'appointment.rescheduled': async (ctx, event) => {
    await notifyRescheduled(ctx, event.payload)
    await hearVisit(ctx, event)
  },
  'appointment.cancelled': async (ctx, event) => {
    await notifyCancelled(ctx, event.payload)
    await hearVisit(ctx, event, true)
  },
  'appointment.reinstated': async (ctx, event) => {
    await notifyReinstated(ctx, event.payload)
    await hearVisit(ctx, event)
  },
}
