import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'
import { mails } from '../mails/mail.table.ts'
import { MessageChannel } from '../message-templates/message-template.table.ts'

export enum ReminderKind {
  APPOINTMENT = 'APPOINTMENT',
  VACCINATION = 'VACCINATION',
}

export enum MessageStatus {
  PLANNED = 'PLANNED',
  SENT = 'SENT',
  NOT_SENT = 'NOT_SENT',
  STOPPED = 'STOPPED',
}

export enum NotSentReason {
  BOOKED_INSIDE_WINDOW = 'BOOKED_INSIDE_WINDOW',
  ENDED = 'ENDED',
  MOVED = 'MOVED',
  ALREADY_BOOKED = 'ALREADY_BOOKED',
  PATIENT_INACTIVE = 'PATIENT_INACTIVE',
  OWNER_INACTIVE = 'OWNER_INACTIVE',
  NO_ADDRESS = 'NO_ADDRESS',
  NO_CONSENT = 'NO_CONSENT',
  TOO_LATE = 'TOO_LATE',
}

/** What clients are reminded of, and when: each step is a number of days before (negative) or after the day that it is due. */
export const reminderRules = notificationsSchema.table(
  'reminder_rules',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind').$type<ReminderKind>().notNull(),
    steps: integer('steps').array().notNull(),
    /** The wall clock of the location. */
    timeOfDay: text('time_of_day').notNull(),
    channel: text('channel').$type<MessageChannel>().notNull(),
    /** None for all species or locations. */
    speciesIds: text('species_ids').array().notNull(),
    locationIds: uuid('location_ids').array().notNull(),
    active: boolean('active').notNull(),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('reminder_rules_kind', oneOf(table.kind, ReminderKind)),
    check('reminder_rules_channel', oneOf(table.channel, MessageChannel)),
    check('reminder_rules_steps', sql`cardinality(${table.steps}) between 1 and 6`),
    check('reminder_rules_outside_quiet_hours', sql`${table.timeOfDay} between '08:00' and '19:59'`),
  ],
)

/** What a pet is due for, as its subgraphs tell it: a booked visit, or the next dose of a protocol. */
export const reminderDues = notificationsSchema.table(
  'reminder_dues',
  {
    kind: text('kind').$type<ReminderKind>().notNull(),
    petId: uuid('pet_id').notNull(),
    /** The appointment or the vaccination protocol. */
    sourceId: uuid('source_id').notNull(),
    petName: text('pet_name').notNull(),
    ownerId: uuid('owner_id').notNull(),
    speciesId: text('species_id').notNull(),
    locationId: uuid('location_id').notNull(),
    what: text('what').notNull(),
    dueOn: date('due_on').notNull(),
    /** The start of a visit; null for what is due on a day. */
    dueAt: instant('due_at'),
    /** When the client agreed to this time; null for what nobody booked. */
    bookedAt: instant('booked_at'),
    ended: boolean('ended').notNull(),
    /** Of the source, where it has one. */
    version: integer('version').notNull(),
  },
  (table) => [
    primaryKey({ name: 'reminder_dues_one', columns: [table.kind, table.petId, table.sourceId] }),
    check('reminder_dues_kind', oneOf(table.kind, ReminderKind)),
    index('reminder_dues_by_day').on(table.kind, table.dueOn, table.petId, table.sourceId),
    index('reminder_dues_of_pet').on(table.petId),
  ],
)

/** One step of a rule for one pet: planned, sent with others of the household in one e-mail, or not sent and why (N1, N7). */
export const reminders = notificationsSchema.table(
  'reminders',
  {
    id: uuid('id').primaryKey(),
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => reminderRules.id),
    kind: text('kind').$type<ReminderKind>().notNull(),
    ownerId: uuid('owner_id').notNull(),
    petId: uuid('pet_id').notNull(),
    sourceId: uuid('source_id').notNull(),
    petName: text('pet_name').notNull(),
    what: text('what').notNull(),
    locationId: uuid('location_id').notNull(),
    timeZone: text('time_zone').notNull(),
    dueOn: date('due_on').notNull(),
    dueAt: instant('due_at'),
    /** The day, or the start of the visit: what is moved is due anew. */
    due: text('due').notNull(),
    step: integer('step').notNull(),
    sendAt: instant('send_at').notNull(),
    /** The day of the location on which it is sent: a household gets one message a day. */
    sendOn: date('send_on').notNull(),
    status: text('status').$type<MessageStatus>().notNull(),
    reason: text('reason').$type<NotSentReason>(),
    mailId: uuid('mail_id').references(() => mails.id),
    decidedAt: instant('decided_at'),
    stoppedById: uuid('stopped_by_id'),
  },
  (table) => [
    unique('reminders_once').on(table.ownerId, table.petId, table.sourceId, table.due, table.step),
    check('reminders_kind', oneOf(table.kind, ReminderKind)),
    check('reminders_status', oneOf(table.status, MessageStatus)),
    check('reminders_reason', oneOf(table.reason, NotSentReason)),
    check(
      'reminders_not_sent_with_reason',
      sql`(${table.status} = 'NOT_SENT') = (${table.reason} is not null)`,
    ),
    check('reminders_sent_by_mail', sql`(${table.status} = 'SENT') = (${table.mailId} is not null)`),
    check('reminders_stopped_by', sql`(${table.status} = 'STOPPED') = (${table.stoppedById} is not null)`),
    check('reminders_decided', sql`(${table.status} = 'PLANNED') = (${table.decidedAt} is null)`),
    index('reminders_planned')
      .on(table.sendAt, table.id)
      .where(sql`status = 'PLANNED'`),
    index('reminders_decided_newest')
      .on(table.decidedAt, table.id)
      .where(sql`status <> 'PLANNED'`),
    index('reminders_of_household').on(table.ownerId, table.sendOn),
    index('reminders_of_pet').on(table.petId),
    index('reminders_of_rule').on(table.ruleId),
  ],
)

export type ReminderRuleRow = typeof reminderRules.$inferSelect
export type ReminderDueRow = typeof reminderDues.$inferSelect
export type ReminderRow = typeof reminders.$inferSelect
