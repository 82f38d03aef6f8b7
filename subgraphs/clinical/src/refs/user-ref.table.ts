import { refVersion } from '@vetgraph/kit/tables'
import { boolean, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** Which colleagues treat patients. Identity owns it. */
export const userRefs = clinicalSchema.table('user_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  isVet: boolean('is_vet').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})
