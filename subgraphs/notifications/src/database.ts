import { pgSchema } from 'drizzle-orm/pg-core'

/** Made by `migrateAll` with its role; only the role `vetgraph_notifications` may use it. */
export const notificationsSchema = pgSchema('notifications')
