import { date, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'

/** The last day, in its time zone, on which the lots of a location were looked through for expiry; null before the first. */
export const expiryChecks = inventorySchema.table('expiry_checks', {
  locationId: uuid('location_id').primaryKey(),
  day: date('day'),
})
