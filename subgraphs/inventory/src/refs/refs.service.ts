import { copiesOf } from '@vetgraph/kit/reads/refs'
import { locationRefs } from './refs.table.ts'

/** Where stock can be kept. */
export const locations = copiesOf(locationRefs, {
  typename: 'Location',
  selection: 'id version name active timeZone currency',
})
