import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { saves } from '@vetgraph/kit/database/tables'
import { date, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** Through which day the books of a location are closed; triggers of the money's tables look here. */
export const periodLocks = billingSchema.table('period_locks', {
  id: uuid('id').primaryKey(),
  locationId: uuid('location_id').notNull().unique('period_locks_location_once'),
  /** Null once it was unlocked altogether. */
  lockedThrough: date('locked_through'),
  ...saves(),
})

export type PeriodLockRow = typeof periodLocks.$inferSelect

/** Nothing is dated within what is locked (B15). */
export const isLocked = (through?: string) =>
  conflict(`The books of this location are locked through ${through ?? 'this day'}.`, {
    field: 'receivedOn',
    rule: 'period_locked',
  })

explainConstraint('period_locked', isLocked)
