import { pgSchema } from 'drizzle-orm/pg-core'

/** Made by `migrateAll` with its role; only the role `vetgraph_identity` may use it. */
export const identitySchema = pgSchema('identity')
