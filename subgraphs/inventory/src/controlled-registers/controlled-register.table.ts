import { explainConstraint } from '@vetgraph/kit/database/db'
import { bytes, instant } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, index, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems, type ItemSubstance, medicineForm } from '../inventory-items/inventory-item.table.ts'
import { lots } from '../stock/lot.table.ts'
import { movementKind, stockMovements } from '../stock/stock-movement.table.ts'
import { witnessings } from '../stock/witnessing.table.ts'

/**
 * The registers of controlled drugs: one for each drug, strength and form at a location, whatever items it is of (I10).
 * Opened by the first movement; number, balance and hash of the last line stand here, kept by a trigger alone.
 */
export const controlledRegisters = inventorySchema.table(
  'controlled_registers',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    /** Substances with strengths, form and unit; the item itself when its substances are not recorded. */
    key: text('key').notNull(),
    /** Of the item that came first. */
    name: text('name').notNull(),
    substances: jsonb('substances').$type<readonly ItemSubstance[]>().notNull(),
    form: medicineForm('form'),
    unit: text('unit').notNull(),
    schedule: text('schedule'),
    /** How many lines there are: the number of the last. */
    lines: bigint('lines', { mode: 'number' }).notNull().default(0),
    /** Thousandths of the unit. */
    balance: bigint('balance', { mode: 'number' }).notNull().default(0),
    hash: bytes('hash')
      .notNull()
      .default(sql`''::bytea`),
    lastAt: instant('last_at'),
  },
  (table) => [
    unique('controlled_registers_once').on(table.locationId, table.key),
    index('controlled_registers_by_name').on(table.locationId, table.name, table.id),
  ],
)

/**
 * The lines of a register, in the order in which they were written; number, balance and hash are given by a trigger, and
 * another refuses every change to whoever tries it. A line with a quantity is that of a movement and has its id.
 */
export const registerLines = inventorySchema.table(
  'register_lines',
  {
    id: uuid('id').primaryKey(),
    registerId: uuid('register_id')
      .notNull()
      .references(() => controlledRegisters.id),
    /** From 1 on, without gaps. */
    number: bigint('number', { mode: 'number' }).notNull().default(0),
    /** Never before the line above. */
    at: instant('at').notNull(),
    /** Thousandths of the unit, signed; 0 for a count and for a correction of words. */
    quantity: bigint('quantity', { mode: 'number' }).notNull().default(0),
    /** Thousandths of the unit, after it. */
    balance: bigint('balance', { mode: 'number' }).notNull().default(0),
    movementId: uuid('movement_id').references(() => stockMovements.id),
    movementKind: movementKind('movement_kind'),
    itemId: uuid('item_id').references(() => inventoryItems.id),
    lotId: uuid('lot_id').references(() => lots.id),
    dispensingId: uuid('dispensing_id'),
    /** Thousandths of the unit that a count found; null for all else. */
    counted: bigint('counted', { mode: 'number' }),
    /** The line that this one corrects. */
    correctsId: uuid('corrects_id').references((): AnyPgColumn => registerLines.id),
    reason: text('reason').notNull(),
    actorId: uuid('actor_id').notNull(),
    witnessingId: uuid('witnessing_id').references(() => witnessings.id),
    /** As the witnessing says it; by the trigger, so that the hash covers it. */
    witnessId: uuid('witness_id'),
    /** SHA-256 over the hash of the line above and all of this line. */
    hash: bytes('hash')
      .notNull()
      .default(sql`''::bytea`),
  },
  (table) => [
    unique('register_lines_number_once').on(table.registerId, table.number),
    index('register_lines_corrections')
      .on(table.correctsId)
      .where(sql`corrects_id is not null`),
    index('register_lines_counts')
      .on(table.registerId, table.number)
      .where(sql`counted is not null`),
    index('register_lines_by_time').on(table.registerId, table.at),
    check('register_lines_not_negative', sql`${table.balance} >= 0`),
    check('register_lines_counted', sql`${table.counted} >= 0`),
  ],
)

explainConstraint('register_lines_not_negative', () =>
  conflict('The register has not that much.', { field: 'quantity' }),
)
explainConstraint('register_lines_corrects_original', () =>
  conflict('A correction is not corrected: correct the line that it is about again.', { field: 'lineId' }),
)

export type ControlledRegisterRow = typeof controlledRegisters.$inferSelect
export type RegisterLineRow = typeof registerLines.$inferSelect
