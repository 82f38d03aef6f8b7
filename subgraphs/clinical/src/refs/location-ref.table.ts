import { refVersion } from '@vetgraph/kit/database/tables'
import { boolean, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** Where something is done to a patient: its zone decides which calendar day it is. Identity owns it. */
export const locationRefs = clinicalSchema.table('location_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})
