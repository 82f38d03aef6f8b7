import { refVersion } from '@vetgraph/kit/database/tables'
import { boolean, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'

/** Where stock can be kept. Identity owns it. */
export const locationRefs = inventorySchema.table('location_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})

export type LocationRef = typeof locationRefs.$inferSelect
