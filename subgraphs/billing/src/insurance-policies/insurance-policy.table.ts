import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, char, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** By whom a pet is insured; cover and excess are information, the insurer decides what it pays. */
export const insurancePolicies = billingSchema.table(
  'insurance_policies',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id').notNull(),
    /** Who owned the pet when it was noted: only their invoices are claimed by it. */
    ownerId: uuid('owner_id').notNull(),
    insurer: text('insurer').notNull(),
    number: text('number').notNull(),
    validFrom: date('valid_from').notNull(),
    /** The last day; null while no end is known. */
    validUntil: date('valid_until'),
    coverPercent: integer('cover_percent'),
    excess: bigint('excess', { mode: 'number' }),
    excessCurrency: char('excess_currency', { length: 3 }),
    ...saves(),
  },
  (table) => [
    unique('insurance_policies_once').on(table.petId, table.insurer, table.number),
    index('insurance_policies_owner').on(table.ownerId),
    check('insurance_policies_period', sql`${table.validUntil} >= ${table.validFrom}`),
    check('insurance_policies_cover', sql`${table.coverPercent} between 1 and 100`),
    check(
      'insurance_policies_excess',
      sql`${table.excess} >= 0 and (${table.excess} is null) = (${table.excessCurrency} is null)`,
    ),
  ],
)

export type InsurancePolicyRow = typeof insurancePolicies.$inferSelect

explainConstraint('insurance_policies_once', () =>
  conflict('This policy of the pet is noted already.', { field: 'number' }),
)
explainConstraint('insurance_policies_period', () =>
  badInput('validUntil', 'The last day is before the first.'),
)
explainConstraint('insurance_policies_cover', () =>
  badInput('coverPercent', 'The cover is 1 to 100 per cent.'),
)
explainConstraint('insurance_policies_excess', () => badInput('excess', 'An excess is not negative.'))
