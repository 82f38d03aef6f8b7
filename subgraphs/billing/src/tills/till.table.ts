import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  char,
  check,
  date,
  index,
  jsonb,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** Drawers for cash. */
export const tills = billingSchema.table(
  'tills',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    uniqueIndex('tills_name_once')
      .on(table.locationId, sql`lower(${table.name})`)
      .where(sql`active`),
    index('tills_location').on(table.locationId),
  ],
)

export enum TillSessionStatus {
  OPEN = 'OPEN',
  COUNTING = 'COUNTING',
  CLOSED = 'CLOSED',
}

export const tillSessionStatus = billingSchema.enum('till_session_status', TillSessionStatus)

/** How many notes or coins of one value were counted. */
export interface CountedCash {
  value: number
  pieces: number
}

/** A till from its opening to its count. A closed one is frozen by a trigger. */
export const tillSessions = billingSchema.table(
  'till_sessions',
  {
    id: uuid('id').primaryKey(),
    tillId: uuid('till_id')
      .notNull()
      .references(() => tills.id),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    status: tillSessionStatus('status').notNull(),
    /** The location's calendar day on which it was opened. */
    day: date('day').notNull(),
    float: bigint('float', { mode: 'number' }).notNull(),
    openedBy: uuid('opened_by').notNull(),
    /** From here on it takes no cash (B15). */
    countingSince: instant('counting_since'),
    cash: jsonb('cash').$type<CountedCash[]>(),
    expected: bigint('expected', { mode: 'number' }),
    counted: bigint('counted', { mode: 'number' }),
    differenceReason: text('difference_reason'),
    /** What of the counted cash was taken to the bank. */
    banked: bigint('banked', { mode: 'number' }),
    bankReference: text('bank_reference'),
    closedAt: instant('closed_at'),
    closedBy: uuid('closed_by'),
    ...saves(),
  },
  (table) => [
    uniqueIndex('till_sessions_open_once')
      .on(table.tillId)
      .where(sql`status = 'OPEN'`),
    uniqueIndex('till_sessions_counting_once')
      .on(table.tillId)
      .where(sql`status = 'COUNTING'`),
    index('till_sessions_standing')
      .on(table.locationId)
      .where(sql`status <> 'CLOSED'`),
    index('till_sessions_location').on(table.locationId, table.day, table.id),
    check('till_sessions_float', sql`${table.float} between 0 and 99999999999`),
    check('till_sessions_counting', sql`(${table.status} = 'OPEN') = (${table.countingSince} is null)`),
    check(
      'till_sessions_closed',
      sql`num_nonnulls(${table.cash}, ${table.expected}, ${table.counted}, ${table.banked}, ${table.closedAt}, ${table.closedBy}) = case ${table.status} when 'CLOSED' then 6 else 0 end`,
    ),
    check(
      'till_sessions_difference_explained',
      sql`${table.counted} = ${table.expected} or ${table.differenceReason} is not null`,
    ),
    check('till_sessions_banked', sql`${table.banked} between 0 and ${table.counted}`),
  ],
)

/** As the partial index says it. */
export const isStanding: SQL = sql`${tillSessions.status} <> 'CLOSED'`

export type TillRow = typeof tills.$inferSelect
export type TillSessionRow = typeof tillSessions.$inferSelect

explainConstraint('tills_name_once', () =>
  conflict('Another till of this location has this name.', { field: 'name' }),
)
explainConstraint('till_sessions_open_once', () =>
  conflict('This till is open already.', { field: 'tillId' }),
)
explainConstraint('till_sessions_counting_once', () =>
  conflict('The previous session of this till is still being counted.', { field: 'sessionId' }),
)
explainConstraint('till_sessions_frozen', () =>
  conflict('This session is closed and cannot be changed.', { field: 'sessionId' }),
)
explainConstraint('till_sessions_take_cash', () =>
  conflict('This till takes no cash now: choose one that is open.', { field: 'tillId' }),
)
explainConstraint('tills_retired_when_closed', () =>
  conflict('Close the till before it is retired.', { field: 'active' }),
)
explainConstraint('till_sessions_banked', () =>
  badInput('banked', 'No more can be taken to the bank than was counted.'),
)
