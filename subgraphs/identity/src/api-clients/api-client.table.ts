import { instant } from '@vetgraph/kit/database/tables'
import { index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { locations } from '../locations/location.table.ts'
import { users } from '../users/user.table.ts'

/** External software that may use the API (OAuth 2.0 client credentials). */
export const apiClients = identitySchema.table('api_clients', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  permissions: text('permissions').array().notNull(),
  /** Where its permissions hold; null means everywhere. */
  locationId: uuid('location_id').references(() => locations.id),
  createdBy: uuid('created_by')
    .notNull()
    .references(() => users.id),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
})

/** After a rotation the old secret stays valid until `expiresAt`, so that the client can be reconfigured. */
export const apiClientSecrets = identitySchema.table(
  'api_client_secrets',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => apiClients.id),
    hash: text('hash').notNull().unique('api_client_secrets_hash_once'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
  },
  (table) => [index('api_client_secrets_of_client').on(table.clientId)],
)

export type ApiClientRow = typeof apiClients.$inferSelect
