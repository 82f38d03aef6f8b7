import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { species } from '../species/species.table.ts'

/** What is ordered of a laboratory at once: a blood count. Retired, never deleted: old orders keep theirs. */
export const labPanels = clinicalSchema.table(
  'lab_panels',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** What is taken from the patient: `EDTA blood, 1 ml`. */
    sample: text('sample').notNull(),
    /** The entry of the price list that charges an order; null where nothing does. */
    serviceId: uuid('service_id'),
    retiredAt: instant('retired_at'),
    ...saves(),
  },
  () => [uniqueIndex('lab_panels_name_once').on(sql`clinical.fold(name)`)],
)

explainConstraint('lab_panels_name_once', () => conflict('There is a panel of this name.', { field: 'name' }))

/** What a panel measures. */
export const labTests = clinicalSchema.table(
  'lab_tests',
  {
    id: uuid('id').primaryKey(),
    panelId: uuid('panel_id')
      .notNull()
      .references(() => labPanels.id),
    /** `HCT`. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** A code of UCUM; null for what is described in words. */
    unit: text('unit'),
    retiredAt: instant('retired_at'),
    ...saves(),
  },
  (table) => [uniqueIndex('lab_tests_code_once').on(table.panelId, sql`clinical.fold(code)`)],
)

explainConstraint('lab_tests_code_once', () =>
  conflict('The panel has a test of this code.', { field: 'code' }),
)

/** A limit in thousandths of the unit. */
const limit = (name: string) => bigint(name, { mode: 'number' })

/** What a value is compared with; results keep what they were compared with. */
export const limits = () => ({
  low: limit('low'),
  high: limit('high'),
  criticalLow: limit('critical_low'),
  criticalHigh: limit('critical_high'),
})

/**
 * The reference range of a test for a species at an age. The ages of a species do not overlap: an exclusion
 * constraint in the migration.
 */
export const labRanges = clinicalSchema.table(
  'lab_ranges',
  {
    id: uuid('id').primaryKey(),
    testId: uuid('test_id')
      .notNull()
      .references(() => labTests.id),
    speciesId: text('species_id')
      .notNull()
      .references(() => species.id),
    /** Months of age, inclusive. */
    fromMonths: integer('from_months').notNull(),
    /** Months of age, exclusive; null for no limit. */
    toMonths: integer('to_months'),
    ...limits(),
  },
  (table) => [
    check('lab_ranges_ages', sql`${table.fromMonths} >= 0 and ${table.toMonths} > ${table.fromMonths}`),
    check('lab_ranges_of_something', sql`num_nonnulls(low, high, critical_low, critical_high) > 0`),
    check(
      'lab_ranges_in_order',
      sql`not (low >= high) and not (critical_low > low) and not (critical_high < high)
        and not (critical_low >= critical_high) and not (critical_low >= high) and not (critical_high <= low)`,
    ),
    index('lab_ranges_of_test').on(table.testId),
  ],
)

explainConstraint('lab_ranges_ages_apart', () =>
  conflict('Two ranges of one species overlap in age.', { field: 'ranges' }),
)
explainConstraint('lab_ranges_in_order', () =>
  badInput('ranges', 'The limits are in order: critical low, low, high, critical high.'),
)
explainConstraint('lab_ranges_of_something', () => badInput('ranges', 'A range has at least one limit.'))
explainConstraint('lab_ranges_ages', () =>
  badInput('ranges', 'A range ends at an age above where it begins.'),
)

export type LabPanelRow = typeof labPanels.$inferSelect
export type LabTestRow = typeof labTests.$inferSelect
export type LabRangeRow = typeof labRanges.$inferSelect
