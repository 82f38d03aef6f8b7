import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, check, date, index, text, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { actKind } from '../prices/service.table.ts'

/**
 * What was done for a patient: it is charged by one line of one invoice, or there is a reason why not (B13). Triggers of
 * the migration keep `invoice_id` by the lines: an act is charged once, however many try.
 */
export const acts = billingSchema.table(
  'acts',
  {
    /** That of the visit, vaccination, prescription, dispense, stay, or order of a treatment or laboratory panel. */
    id: uuid('id').primaryKey(),
    kind: actKind('kind').notNull(),
    ownerId: uuid('owner_id').notNull(),
    petId: uuid('pet_id').notNull(),
    petName: text('pet_name').notNull(),
    locationId: uuid('location_id').notNull(),
    /** The visit at which it was done; null outside one. */
    appointmentId: uuid('appointment_id'),
    /** The type of visit, the vaccine or the item of the inventory, by which the price list charges it, or its entry itself. */
    chargedBy: uuid('charged_by'),
    description: text('description').notNull(),
    /** Thousandths. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    /** What the lots cost that were dispensed, in minor units of the location’s currency; null where nobody knows. */
    cost: bigint('cost', { mode: 'number' }),
    /** The location’s calendar day. */
    day: date('day').notNull(),
    at: instant('at').notNull(),
    /** The invoice that charges it; never set by hand. */
    invoiceId: uuid('invoice_id'),
    waivedAt: instant('waived_at'),
    waivedBy: uuid('waived_by'),
    waivedReason: text('waived_reason'),
    /** It was entered in error, cancelled or undone. */
    retractedAt: instant('retracted_at'),
  },
  (table) => {
    const unbilled = sql`invoice_id is null and waived_at is null and retracted_at is null`
    return [
      check('acts_quantity_positive', sql`${table.quantity} > 0`),
      check('acts_cost_not_negative', sql`${table.cost} >= 0`),
      check(
        'acts_waived_for_a_reason',
        sql`num_nonnulls(${table.waivedAt}, ${table.waivedBy}, ${table.waivedReason}) in (0, 3)`,
      ),
      check('acts_charged_or_waived', sql`${table.invoiceId} is null or ${table.waivedAt} is null`),
      index('acts_unbilled').on(table.at, table.id).where(unbilled),
      index('acts_unbilled_of_location').on(table.locationId, table.at, table.id).where(unbilled),
      index('acts_unbilled_of_owner').on(table.ownerId, table.at, table.id).where(unbilled),
      index('acts_unbilled_of_pet').on(table.petId, table.at, table.id).where(unbilled),
      index('acts_of_visit').on(table.appointmentId),
      index('acts_of_invoice').on(table.invoiceId),
      index('acts_charged_in_error')
        .on(table.retractedAt)
        .where(sql`retracted_at is not null and invoice_id is not null`),
      index('acts_by_time').on(table.at),
    ]
  },
)

export type ActRow = typeof acts.$inferSelect

explainConstraint('acts_charged_once', () =>
  conflict('This is charged already, waived or taken back.', { field: 'actIds' }),
)
