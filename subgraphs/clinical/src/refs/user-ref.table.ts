import { refVersion } from '@vetgraph/kit/database/tables'
import { boolean, date, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** Which colleagues treat patients, and who of them may prescribe until when (U2). Identity owns it. */
export const userRefs = clinicalSchema.table('user_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  isVet: boolean('is_vet').notNull(),
  active: boolean('active').notNull(),
  prescriberNumber: text('prescriber_number'),
  prescriberExpiresOn: date('prescriber_expires_on'),
  version: refVersion(),
})
