import type { Viewer } from '@vetgraph/kit/context'
import { asRole } from '@vetgraph/kit/testing/subgraph'

/** What staff write for each other; no client ever reads it. */
export const backstage = 'Backstage'

/** A household and its people, told apart by a word that stands in all that is written of them. */
export interface Household {
  word: string
  phone: string
  ownerId: string
  petId: string
  userId: string
}

/** A client as signed in to the portal. */
export const clientOf = ({ userId, ownerId }: Household): Viewer => asRole('OWNER', { userId, ownerId })
