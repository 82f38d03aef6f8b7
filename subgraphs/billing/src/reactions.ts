import type { Reactions } from '@vetgraph/kit/events'
import { draftForVisit, takeBackDraft } from './invoices/invoice-draft.service.ts'
import { keepVisit, locations, owners } from './refs/refs.service.ts'

/** What billing does when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': locations.heard,
  'owner.changed': owners.heard,
  'appointment.booked': async (ctx, { payload }) => {
    await keepVisit(ctx, payload, false)
  },
  'appointment.completed': (ctx, { payload }) => draftForVisit(ctx, payload),
  'appointment.reopened': (ctx, { payload }) => takeBackDraft(ctx, payload),
}
