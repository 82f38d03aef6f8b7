import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { isNull, sql } from 'drizzle-orm'
import { check, date, index, integer, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'
import { VaccinationRoute, vaccinationProtocols, vaccineProducts } from './vaccine.table.ts'

export enum VaccinationKind {
  GIVEN = 'GIVEN',
  GIVEN_ELSEWHERE = 'GIVEN_ELSEWHERE',
  DECLINED = 'DECLINED',
}

/** How a due day was found. */
export enum DueBasis {
  PRIMARY_COURSE = 'PRIMARY_COURSE',
  FIRST_BOOSTER = 'FIRST_BOOSTER',
  BOOSTER = 'BOOSTER',
  OVERRIDDEN = 'OVERRIDDEN',
}

/**
 * What was given here, reported as given elsewhere, or declined. What was given never changes (migration
 * `vaccination-rules`): an entry that is wrong is retracted, and stays visible as entered in error (MR2).
 */
export const vaccinations = clinicalSchema.table(
  'vaccinations',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    kind: text('kind').$type<VaccinationKind>().notNull(),
    givenOn: date('given_on').notNull(),
    locationId: uuid('location_id').notNull(),
    appointmentId: uuid('appointment_id'),
    protocolIds: uuid('protocol_ids').array().notNull(),
    productId: uuid('product_id').references(() => vaccineProducts.id),
    productName: text('product_name'),
    maker: text('maker'),
    lot: text('lot'),
    lotExpiresOn: date('lot_expires_on'),
    route: text('route').$type<VaccinationRoute>(),
    dose: text('dose'),
    site: text('site'),
    tagNumber: text('tag_number'),
    vetId: uuid('vet_id'),
    declineReason: text('decline_reason'),
    adverseReaction: text('adverse_reaction'),
    dueOverride: date('due_override'),
    dueOverrideReason: text('due_override_reason'),
    retractedAt: instant('retracted_at'),
    retractedBy: uuid('retracted_by'),
    retractionReason: text('retraction_reason'),
    enteredBy: uuid('entered_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    check('vaccinations_kind', oneOf(table.kind, VaccinationKind)),
    check('vaccinations_route', oneOf(table.route, VaccinationRoute)),
    check('vaccinations_lot_not_expired', sql`kind <> 'GIVEN' or lot_expires_on >= given_on`),
    check(
      'vaccinations_given_from_a_lot',
      sql`kind <> 'GIVEN' or (product_id is not null and lot is not null and lot_expires_on is not null
        and route is not null and vet_id is not null)`,
    ),
    check('vaccinations_given_of_a_product', sql`(kind = 'DECLINED') = (product_name is null)`),
    check('vaccinations_declined_with_reason', sql`(kind = 'DECLINED') = (decline_reason is not null)`),
    check('vaccinations_override_with_reason', sql`(due_override is null) = (due_override_reason is null)`),
    check('vaccinations_retracted_with_reason', sql`(retracted_at is null) = (retraction_reason is null)`),
    uniqueIndex('vaccinations_product_once_a_day')
      .on(table.petId, table.productId, table.givenOn)
      .where(isNull(table.retractedAt)),
    index('vaccinations_of_pet').on(table.petId, table.givenOn, table.id),
    index('vaccinations_on_timeline').on(
      table.petId,
      sql`((given_on + interval '12 hours') at time zone 'UTC')`,
      table.id,
    ),
    index('vaccinations_by_day').on(table.givenOn, table.id),
    index('vaccinations_of_lot').on(table.productId, table.lot, table.givenOn),
  ],
)

/** Where a vaccination stands among instants: at noon UTC of its day. */
export const noonGiven = sql`((${vaccinations.givenOn} + interval '12 hours') at time zone 'UTC')`

explainConstraint('vaccinations_lot_not_expired', () =>
  badInput('lotExpiresOn', 'This lot had expired on that day.'),
)
explainConstraint('vaccinations_product_once_a_day', () =>
  conflict('This vaccine is recorded for this patient on that day already.', { field: 'productId' }),
)

/** The next dose of each protocol that a patient has begun; worked out anew from its vaccinations at each change. */
export const vaccinationDues = clinicalSchema.table(
  'vaccination_dues',
  {
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    protocolId: uuid('protocol_id')
      .notNull()
      .references(() => vaccinationProtocols.id),
    id: uuid('id').notNull(),
    vaccinationId: uuid('vaccination_id')
      .notNull()
      .references(() => vaccinations.id),
    locationId: uuid('location_id').notNull(),
    dueOn: date('due_on').notNull(),
    basis: text('basis').$type<DueBasis>().notNull(),
    dosesGiven: integer('doses_given').notNull(),
    protocolVersion: integer('protocol_version').notNull(),
    declinedOn: date('declined_on'),
  },
  (table) => [
    primaryKey({ columns: [table.petId, table.protocolId] }),
    check('vaccination_dues_basis', oneOf(table.basis, DueBasis)),
    uniqueIndex('vaccination_dues_id').on(table.id),
    index('vaccination_dues_by_day').on(table.dueOn, table.id),
    index('vaccination_dues_of_location').on(table.locationId, table.dueOn, table.id),
  ],
)

export type VaccinationRow = typeof vaccinations.$inferSelect
export type VaccinationDueRow = typeof vaccinationDues.$inferSelect
