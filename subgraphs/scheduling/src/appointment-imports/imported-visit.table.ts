import { instant } from '@vetgraph/kit/database/tables'
import { primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { appointments } from '../appointments/appointment.table.ts'
import { schedulingSchema } from '../database.ts'

/** What was imported at a location, so that no line of a file is booked twice, whoever imports it when (AP16). */
export const importedVisits = schedulingSchema.table(
  'imported_visits',
  {
    locationId: uuid('location_id').notNull(),
    /** The hash of what tells the line from others: its UID, its id, or its patient, vet and start. */
    line: text('line').notNull(),
    appointmentId: uuid('appointment_id')
      .notNull()
      .unique()
      .references(() => appointments.id),
    importedAt: instant('imported_at').notNull(),
  },
  (table) => [primaryKey({ name: 'imported_visits_once', columns: [table.locationId, table.line] })],
)
