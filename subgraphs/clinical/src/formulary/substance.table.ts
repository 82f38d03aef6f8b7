import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** What medicines are made of and animals are allergic to, kept by the hospital. Retired, never deleted. */
export const substances = clinicalSchema.table(
  'substances',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** Substances of one family: an allergy to one stops all of them. */
    family: text('family'),
    retiredAt: instant('retired_at'),
    version: integer('version').notNull(),
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`clinical.fold(name)`),
  },
  (table) => [
    uniqueIndex('substances_name_once').on(table.sortName),
    index('substances_by_name').on(table.sortName, table.id),
  ],
)

explainConstraint('substances_name_once', () =>
  conflict('There is a substance of this name already.', { field: 'name' }),
)

export type SubstanceRow = typeof substances.$inferSelect
