import { pgSchema } from 'drizzle-orm/pg-core'

/** Made by `migrateAll` with its role; only the role `vetgraph_inventory` may use it. */
export const inventorySchema = pgSchema('inventory')
