import { type Placeholder, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** Whose a pet is: its owner's, and that of its co-owners, who see it in the portal too (P5). */
export interface Owned {
  ownerId: string
  coOwnerIds: readonly string[]
}

/** The households that a pet belongs to, its owner's first. */
export const householdsOf = ({ ownerId, coOwnerIds }: Owned): string[] => [ownerId, ...coOwnerIds]

/** Whether a pet belongs to the household (AU4, P5). */
export const belongsTo = (household: string | null | undefined, pet: Owned): boolean =>
  household != null && householdsOf(pet).includes(household)

/** The same of the pets in a table: the one condition by which every subgraph keeps households apart. */
export const ownedBy = (
  pets: Record<keyof Owned, PgColumn>,
  household: string | Placeholder | SQLWrapper,
): SQL =>
  sql`(${pets.ownerId} = ${household}
    or (${pets.coOwnerIds} <> '{}' and ${pets.coOwnerIds} @> array[${household}]::uuid[]))`
