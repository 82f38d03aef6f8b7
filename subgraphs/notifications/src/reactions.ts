import type { Reactions } from '@vetgraph/kit/contracts/events'
import { keepMail } from './mails/mail.service.ts'
import {
  notifyBooked,
  notifyCancelled,
  notifyReinstated,
  notifyRescheduled,
} from './notifications/visit-notification.service.ts'
import { locations, users } from './refs/refs.service.ts'

/** Whom notifications tell when something happens elsewhere. */
export const reactions: Reactions = {
  'mail.wanted': (ctx, { payload }) => keepMail(ctx, payload),
  'document.mailed': (ctx, { payload }) => keepMail(ctx, payload, payload.attachment),
  'slot.offered': (ctx, { payload }) => keepMail(ctx, payload),
  'appointment-request.decided': (ctx, { payload }) => keepMail(ctx, payload),
  'location.changed': locations.heard,
  'user.changed': users.heard,
  'appointment.booked': (ctx, { payload }) => notifyBooked(ctx, payload),
  'appointment.rescheduled': (ctx, { payload }) => notifyRescheduled(ctx, payload),
  'appointment.cancelled': (ctx, { payload }) => notifyCancelled(ctx, payload),
  'appointment.reinstated': (ctx, { payload }) => notifyReinstated(ctx, payload),
}
