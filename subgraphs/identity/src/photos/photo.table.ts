import { bytes, instant } from '@vetgraph/kit/database/tables'
import { check, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { identitySchema } from '../database.ts'
import { users } from '../users/user.table.ts'

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

/** Portraits, made small by the client; apart from the users, whom every list reads. */
export const photos = identitySchema.table(
  'photos',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id),
    mediaType: text('media_type', { enum: photoTypes }).notNull(),
    content: bytes('content').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [check('photos_are_small', sql`octet_length(${table.content}) between 1 and 65536`)],
)
