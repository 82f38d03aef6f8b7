import { pgSchema } from 'drizzle-orm/pg-core'

/** Made by `migrateAll` with its role; only the role `vetgraph_scheduling` may use it. */
export const schedulingSchema = pgSchema('scheduling')
