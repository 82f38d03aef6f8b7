import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { owners } from '../owners/owner.table.ts'
import { breeds, species } from '../species/species.table.ts'

export enum Sex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  UNKNOWN = 'UNKNOWN',
}

export enum NeuterStatus {
  INTACT = 'INTACT',
  NEUTERED = 'NEUTERED',
  UNKNOWN = 'UNKNOWN',
}

/** Inactive is not deceased is not transferred (PT5); only an active pet can be booked. */
export enum PetStatus {
  ACTIVE = 'ACTIVE',
  INACTIVE = 'INACTIVE',
  DECEASED = 'DECEASED',
  TRANSFERRED = 'TRANSFERRED',
}

/** The patients. `search_text` is kept by triggers in the migration `search`. */
export const pets = clinicalSchema.table(
  'pets',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => owners.id),
    /** Who else sees it in the portal (P5), kept by a trigger on `pet_co_owners`. */
    coOwnerIds: uuid('co_owner_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    name: text('name').notNull(),
    speciesId: text('species_id')
      .notNull()
      .references(() => species.id),
    breedId: text('breed_id'),
    sex: text('sex').$type<Sex>().notNull(),
    neuterStatus: text('neuter_status').$type<NeuterStatus>().notNull(),
    dateOfBirth: date('date_of_birth'),
    birthDateEstimated: boolean('birth_date_estimated').notNull(),
    deceasedOn: date('deceased_on'),
    /** When the owner reported the death, until the hospital confirms it (P2). */
    deathReportedAt: instant('death_reported_at'),
    color: text('color'),
    status: text('status').$type<PetStatus>().notNull(),
    statusReason: text('status_reason'),
    alerts: text('alerts')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Those of the alerts that are allergies: what the owner sees. Both are kept by a trigger on `pet_alerts`. */
    allergies: text('allergies')
      .array()
      .notNull()
      .default(sql`'{}'`),
    notes: text('notes'),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`clinical.fold(name)`),
    searchText: text('search_text').notNull().default(''),
  },
  (table) => [
    check('pets_sex', oneOf(table.sex, Sex)),
    check('pets_neuter_status', oneOf(table.neuterStatus, NeuterStatus)),
    check('pets_status', oneOf(table.status, PetStatus)),
    check('pets_co_owners_others', sql`owner_id <> all(co_owner_ids)`),
    check('pets_deceased_have_died', sql`deceased_on is null or status = 'DECEASED'`),
    check('pets_reported_have_died', sql`death_reported_at is null or status = 'DECEASED'`),
    foreignKey({
      name: 'pets_breed_of_species',
      columns: [table.speciesId, table.breedId],
      foreignColumns: [breeds.speciesId, breeds.id],
    }),
    index('pets_by_name').on(table.sortName, table.id),
    index('pets_of_owner').on(table.ownerId, table.sortName, table.id),
    index('pets_of_co_owners')
      .using('gin', table.coOwnerIds)
      .where(sql`co_owner_ids <> '{}'`),
    index('pets_death_reported')
      .on(table.sortName, table.id)
      .where(sql`death_reported_at is not null`),
  ],
)

explainConstraint('pets_co_owners_others', () => badInput('ownerId', 'This client owns the pet already.'))

explainConstraint('pets_breed_of_species', () => badInput('breedId', 'This breed is not one of the species.'))

export type PetRow = typeof pets.$inferSelect
