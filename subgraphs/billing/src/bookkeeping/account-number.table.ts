import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { ledgerAccount } from '../ledger/journal.table.ts'

/** Which number the bookkeeper of a location gives to an account of the ledger. */
export const accountNumbers = billingSchema.table(
  'account_numbers',
  {
    locationId: uuid('location_id').notNull(),
    account: ledgerAccount('account').notNull(),
    number: text('number').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.locationId, table.account] }),
    check('account_numbers_number', sql`${table.number} ~ '^[0-9A-Za-z][0-9A-Za-z .-]{0,19}$'`),
  ],
)
