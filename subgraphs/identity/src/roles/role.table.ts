import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** Built-in roles are kept as the software defines them; a hospital adds its own beside them. */
export const roles = identitySchema.table(
  'roles',
  {
    id: uuid('id').primaryKey(),
    key: text('key').notNull().unique('roles_key_once'),
    name: text('name').notNull(),
    description: text('description').notNull(),
    permissions: text('permissions').array().notNull(),
    /** Whether visits can be booked with the people in this role. */
    seesPatients: boolean('sees_patients').notNull(),
    builtIn: boolean('built_in').notNull(),
    /** Whether people in this role can do nothing before they have a second factor. */
    requiresSecondFactor: boolean('requires_second_factor').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    check('roles_key_shape', sql`${table.key} ~ '^[A-Z][A-Z0-9_]*$'`),
    uniqueIndex('roles_name_once').on(sql`lower(${table.name})`),
  ],
)

export const roleNameTaken = () => conflict('There is a role with this name already.', { field: 'name' })

explainConstraint('roles_key_once', roleNameTaken)

explainConstraint('roles_name_once', roleNameTaken)

export type RoleRow = typeof roles.$inferSelect
