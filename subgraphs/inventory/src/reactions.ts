import type { Reactions } from '@vetgraph/kit/contracts/events'
import { locations } from './refs/refs.service.ts'

/** What inventory does when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': locations.heard,
}
