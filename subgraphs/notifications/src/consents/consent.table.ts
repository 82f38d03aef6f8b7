import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { boolean, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

export enum ConsentPurpose {
  APPOINTMENT_REMINDERS = 'APPOINTMENT_REMINDERS',
  HEALTH_REMINDERS = 'HEALTH_REMINDERS',
  NEWS = 'NEWS',
  SURVEYS = 'SURVEYS',
}

export enum ConsentChannel {
  EMAIL = 'EMAIL',
  SMS = 'SMS',
  PHONE = 'PHONE',
  POST = 'POST',
}

export enum ConsentSource {
  PORTAL = 'PORTAL',
  FRONT_DESK = 'FRONT_DESK',
  LINK = 'LINK',
}

export const consentPurpose = notificationsSchema.enum('consent_purpose', ConsentPurpose)
export const consentChannel = notificationsSchema.enum('consent_channel', ConsentChannel)
export const consentSource = notificationsSchema.enum('consent_source', ConsentSource)

/** What a client is asked, word for word; a new wording is a new version, and older ones stay (C4). */
export const consentWordings = notificationsSchema.table(
  'consent_wordings',
  {
    purpose: consentPurpose('purpose').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    since: instant('since').notNull(),
  },
  (table) => [primaryKey({ name: 'consent_wordings_once', columns: [table.purpose, table.version] })],
)

explainConstraint('consent_wordings_once', () =>
  conflict('Somebody else has just published a wording for this purpose.', { field: 'basedOn' }),
)

/**
 * What a client decided, each time they did; nothing is changed, the latest counts (C4). Each decision follows one
 * other, so that of two at once the database takes one.
 */
export const consentDecisions = notificationsSchema.table(
  'consent_decisions',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id').notNull(),
    purpose: consentPurpose('purpose').notNull(),
    channel: consentChannel('channel').notNull(),
    /** The first decision of this client, purpose and channel is 1. */
    version: integer('version').notNull(),
    granted: boolean('granted').notNull(),
    wordingVersion: integer('wording_version').notNull(),
    source: consentSource('source').notNull(),
    decidedAt: instant('decided_at').notNull(),
    /** Who wrote it down: the client, or somebody at the desk; null for whoever had the link of an e-mail. */
    recordedById: uuid('recorded_by_id'),
  },
  (table) => [
    unique('consent_decisions_one_by_one').on(table.ownerId, table.purpose, table.channel, table.version),
  ],
)

explainConstraint('consent_decisions_one_by_one', () =>
  conflict('Somebody else has just decided this.', { field: 'granted' }),
)

export type WordingRow = typeof consentWordings.$inferSelect
export type DecisionRow = typeof consentDecisions.$inferSelect
