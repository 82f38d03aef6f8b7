import { copiesOf } from '@vetgraph/kit/reads/refs'
import { userRefs } from './user-ref.table.ts'

/** The hospital's people: told by identity's events, and asked of it when not here yet. */
export const users = copiesOf(userRefs, {
  typename: 'User',
  selection: 'id version name active isVet prescriberNumber prescriberExpiresOn',
})
