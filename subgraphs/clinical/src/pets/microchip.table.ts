import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from './pet.table.ts'

/**
 * A pet's microchips. `living` follows the pet's status by a trigger, so that the index can refuse a
 * second living pet with the same number; `shared` marks the ones somebody insisted on (PT1).
 */
export const microchips = clinicalSchema.table(
  'microchips',
  {
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    number: text('number').notNull(),
    position: integer('position').notNull(),
    shared: boolean('shared').notNull().default(false),
    living: boolean('living').notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.petId, table.number] }),
    index('microchips_number').on(table.number),
    uniqueIndex('microchips_once_among_the_living')
      .on(table.number)
      .where(sql`living and not shared`),
  ],
)

explainConstraint('microchips_once_among_the_living', () =>
  conflict('Another living pet has this microchip.', { field: 'microchips' }),
)

export type MicrochipRow = typeof microchips.$inferSelect
