import type { Reactions } from '@vetgraph/kit/events'
import { draftForVisit, takeBackDraft } from './invoices/invoice-draft.service.ts'
import { keepLocation, keepOwner, keepVisit } from './refs/refs.service.ts'

/** What billing does when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': (ctx, { payload, at }) => keepLocation(ctx, payload, new Date(at)),
  'owner.changed': (ctx, { payload, at }) => keepOwner(ctx, payload, new Date(at)),
  'appointment.booked': async (ctx, { payload }) => {
    await keepVisit(ctx, payload, false)
  },
  'appointment.completed': (ctx, { payload }) => draftForVisit(ctx, payload),
  'appointment.reopened': (ctx, { payload }) => takeBackDraft(ctx, payload),
}
