import type { Reactions } from '@vetgraph/kit/events'
import {
  notifyBooked,
  notifyCancelled,
  notifyRescheduled,
} from './notifications/visit-notification.service.ts'
import { keepLocation, keepUser } from './refs/refs.service.ts'

/** Whom notifications tell when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': (ctx, { payload, at }) => keepLocation(ctx, payload, new Date(at)),
  'user.changed': (ctx, { payload, at }) => keepUser(ctx, payload, new Date(at)),
  'appointment.booked': (ctx, { payload }) => notifyBooked(ctx, payload),
  'appointment.rescheduled': (ctx, { payload }) => notifyRescheduled(ctx, payload),
  'appointment.cancelled': (ctx, { payload }) => notifyCancelled(ctx, payload),
}
