import { copiesOf } from '@vetgraph/kit/refs'
import { locationRefs } from './location-ref.table.ts'

/** The hospital's places. */
export const locations = copiesOf(locationRefs, {
  typename: 'Location',
  selection: 'id version name timeZone active',
})
