import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { owners } from '../owners/owner.table.ts'

/** Portal accounts whose address is proved, and the household that each was found to belong to (AU7). */
export const ownerClaims = clinicalSchema.table(
  'owner_claims',
  {
    id: uuid('id').primaryKey(),
    /** Identity's User. */
    userId: uuid('user_id').notNull().unique('owner_claims_user_once'),
    email: text('email').notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    phone: text('phone'),
    createdAt: instant('created_at').notNull(),
    /** Null while reception has to decide. */
    ownerId: uuid('owner_id').references(() => owners.id),
    decidedAt: instant('decided_at'),
    /** Null also when it was plain at once. */
    decidedBy: uuid('decided_by'),
  },
  (table) => [
    check('owner_claims_decided_with_owner', sql`(${table.ownerId} is null) = (${table.decidedAt} is null)`),
    index('owner_claims_open')
      .on(table.createdAt)
      .where(sql`${table.decidedAt} is null`),
    index('owner_claims_of_owner').on(table.ownerId),
  ],
)

export type OwnerClaimRow = typeof ownerClaims.$inferSelect
