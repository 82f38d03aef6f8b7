import { uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** Which pet a visit is for, and where: that never changes, so the copy needs no events. */
export const appointmentRefs = clinicalSchema.table('appointment_refs', {
  id: uuid('id').primaryKey(),
  petId: uuid('pet_id').notNull(),
  locationId: uuid('location_id').notNull(),
})
