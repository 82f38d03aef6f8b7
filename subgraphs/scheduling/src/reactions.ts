import type { Reactions } from '@vetgraph/kit/contracts/events'
import { cancelForDeath, reinstateAfterDeath } from './appointments/pet-death.service.ts'
import { signalInvoiced } from './appointments/step.service.ts'
import { credits, locations, pets, users } from './refs/refs.service.ts'

/** What scheduling does when something happens in other subgraphs. */
export const reactions: Reactions = {
  'location.changed': locations.heard,
  'user.changed': users.heard,
  'pet.changed': pets.heard,
  'credit.changed': credits.heard,
  'pet.died': (ctx, { payload }) => cancelForDeath(ctx, payload.id),
  'pet.death-undone': (ctx, { payload }) => reinstateAfterDeath(ctx, payload.id),
  'invoice.changed': (ctx, { payload }) => signalInvoiced(ctx, payload.appointmentId),
}
