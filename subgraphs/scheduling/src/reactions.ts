import type { Reactions } from '@vetgraph/kit/events'
import { signalInvoiced } from './appointments/book.service.ts'
import { keepLocation, keepPet, keepUser } from './refs/refs.service.ts'

/** What the diary learns from the other parts of the hospital. */
export const reactions: Reactions = {
  'location.changed': (ctx, { payload, at }) => keepLocation(ctx, payload, new Date(at)),
  'user.changed': (ctx, { payload, at }) => keepUser(ctx, payload, new Date(at)),
  'pet.changed': (ctx, { payload, at }) => keepPet(ctx, payload, new Date(at)),
  'invoice.changed': (ctx, { payload }) => signalInvoiced(ctx, payload.appointmentId),
}
