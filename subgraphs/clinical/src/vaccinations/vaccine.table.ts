import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { species } from '../species/species.table.ts'

export enum VaccineImportance {
  CORE = 'CORE',
  NON_CORE = 'NON_CORE',
}

export enum VaccinationRoute {
  SUBCUTANEOUS = 'SUBCUTANEOUS',
  INTRAMUSCULAR = 'INTRAMUSCULAR',
  INTRANASAL = 'INTRANASAL',
  ORAL = 'ORAL',
}

/**
 * When the doses of one antigen group are due for one species. A course that begins before `primaryUntilWeeks` goes on
 * every `intervalWeeks` until a dose at that age or later; one that begins later is `lateStartDoses` long.
 */
export const vaccinationProtocols = clinicalSchema.table(
  'vaccination_protocols',
  {
    id: uuid('id').primaryKey(),
    speciesId: text('species_id')
      .notNull()
      .references(() => species.id),
    name: text('name').notNull(),
    diseases: text('diseases').array().notNull(),
    importance: text('importance').$type<VaccineImportance>().notNull(),
    rabies: boolean('rabies').notNull(),
    firstDoseWeeks: integer('first_dose_weeks').notNull(),
    intervalWeeks: integer('interval_weeks').notNull(),
    primaryUntilWeeks: integer('primary_until_weeks').notNull(),
    lateStartDoses: integer('late_start_doses').notNull(),
    firstBoosterAgeWeeks: integer('first_booster_age_weeks'),
    firstBoosterMonths: integer('first_booster_months').notNull(),
    boosterMonths: integer('booster_months').notNull(),
    source: text('source'),
    retiredAt: instant('retired_at'),
    version: integer('version').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    unique('vaccination_protocols_name_once').on(table.speciesId, table.name),
    check('vaccination_protocols_importance', oneOf(table.importance, VaccineImportance)),
    check(
      'vaccination_protocols_in_order',
      sql`${table.firstDoseWeeks} between 0 and 520 and ${table.primaryUntilWeeks} between ${table.firstDoseWeeks} and 520
        and ${table.intervalWeeks} between 1 and 52 and ${table.lateStartDoses} between 1 and 5
        and ${table.firstBoosterAgeWeeks} between ${table.primaryUntilWeeks} and 520
        and ${table.firstBoosterMonths} between 1 and 120 and ${table.boosterMonths} between 1 and 120`,
    ),
  ],
)

explainConstraint('vaccination_protocols_name_once', () =>
  conflict('This species has a protocol of that name already.', { field: 'name' }),
)

/** What the hospital vaccinates with. Retired, never deleted: old vaccinations keep theirs. */
export const vaccineProducts = clinicalSchema.table(
  'vaccine_products',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    maker: text('maker').notNull(),
    protocolIds: uuid('protocol_ids').array().notNull(),
    route: text('route').$type<VaccinationRoute>().notNull(),
    dose: text('dose').notNull(),
    licensedMonths: integer('licensed_months'),
    retiredAt: instant('retired_at'),
    version: integer('version').notNull(),
    updatedAt: instant('updated_at').notNull(),
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`clinical.fold(name)`),
  },
  (table) => [
    unique('vaccine_products_name_once').on(table.maker, table.name),
    check('vaccine_products_route', oneOf(table.route, VaccinationRoute)),
    check('vaccine_products_for_something', sql`cardinality(${table.protocolIds}) > 0`),
    index('vaccine_products_by_name').on(table.sortName, table.id),
  ],
)

explainConstraint('vaccine_products_name_once', () =>
  conflict('This maker has a vaccine of that name already.', { field: 'name' }),
)

export type VaccinationProtocolRow = typeof vaccinationProtocols.$inferSelect
export type VaccineProductRow = typeof vaccineProducts.$inferSelect
