import { copiesOf } from '@vetgraph/kit/refs'
import { userRefs } from './user-ref.table.ts'

/** The hospital's people. */
export const users = copiesOf(userRefs, { typename: 'User', selection: 'id version name active isVet' })
