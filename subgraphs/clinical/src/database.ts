import { pgSchema } from 'drizzle-orm/pg-core'

/** Made by `migrateAll` with its role; only the role `vetgraph_clinical` may use it. */
export const clinicalSchema = pgSchema('clinical')
