import type { Reactions } from '@vetgraph/kit/events'
import { keepLocation } from './refs/refs.service.ts'

/** What inventory does when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': (ctx, { payload, at }) => keepLocation(ctx, payload, new Date(at)),
}
