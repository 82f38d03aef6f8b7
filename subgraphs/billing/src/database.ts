import { pgSchema } from 'drizzle-orm/pg-core'

/** Made by `migrateAll` with its role; only the role `vetgraph_billing` may use it. */
export const billingSchema = pgSchema('billing')
