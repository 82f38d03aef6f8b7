import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant } from '@vetgraph/kit/database/tables'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { check, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'

/** Who has witnessed what somebody else did with a controlled drug (I10). Append-only by missing rights. */
export const witnessings = inventorySchema.table(
  'witnessings',
  {
    id: uuid('id').primaryKey(),
    /** Of the proof, which is good once. */
    proofHash: text('proof_hash').notNull().unique('witnessings_proof_once'),
    actorId: uuid('actor_id').notNull(),
    witnessId: uuid('witness_id').notNull(),
    locationId: uuid('location_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [check('witnessings_somebody_else', sql`${table.witnessId} <> ${table.actorId}`)],
)

explainConstraint('witnessings_proof_once', () =>
  conflict('This proof was used already: the witness proves it again.', { field: 'witnessProof' }),
)
explainConstraint('witnessings_somebody_else', () =>
  badInput('witnessProof', 'The witness is somebody else than you.'),
)

export const witnessMissing = () =>
  badInput('witnessProof', 'This is a controlled drug: a colleague must witness it.')
