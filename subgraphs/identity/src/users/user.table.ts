import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { locations } from '../locations/location.table.ts'
import { roles } from '../roles/role.table.ts'

/** People with an account: staff, pet owners, and staff who also own pets. */
export const users = identitySchema.table(
  'users',
  {
    id: uuid('id').primaryKey(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    /** By which lists are sorted and searched. */
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`lower(last_name || ' ' || first_name)`),
    title: text('title'),
    email: text('email').notNull(),
    /** When it was proved that mail to the address arrives at this person; nobody signs in before. */
    emailVerifiedAt: instant('email_verified_at'),
    phone: text('phone'),
    /** The number under which the authority knows a prescriber, and the last day on which it holds (U2). */
    prescriberNumber: text('prescriber_number'),
    prescriberExpiresOn: date('prescriber_expires_on'),
    /** The household of a pet owner's account: clinical's Owner. */
    ownerId: uuid('owner_id'),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('users_email_once').on(sql`lower(${table.email})`),
    check('users_email_shape', sql`${table.email} ~ '^[^[:space:]@]+@[^[:space:]@]+$'`),
    check(
      'users_prescriber_has_expiry',
      sql`(${table.prescriberNumber} is null) = (${table.prescriberExpiresOn} is null)`,
    ),
    index('users_by_name').on(table.sortName, table.id),
    index('users_of_owner').on(table.ownerId),
  ],
)

explainConstraint('users_email_once', () =>
  conflict('There is an account with this e-mail address.', { field: 'email' }),
)

/** Who holds which role: at one location, or everywhere when none is named. */
export const userRoles = identitySchema.table(
  'user_roles',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    roleId: uuid('role_id')
      .notNull()
      .references(() => roles.id),
    locationId: uuid('location_id').references(() => locations.id),
    grantedAt: instant('granted_at').notNull(),
  },
  (table) => [
    unique('user_roles_once').on(table.userId, table.roleId, table.locationId).nullsNotDistinct(),
    index('user_roles_by_role').on(table.roleId),
  ],
)

explainConstraint('user_roles_once', () => conflict('This person holds the role already.'))

explainConstraint('users_last_administrator', () =>
  conflict('The hospital’s last administrator can neither be deactivated nor lose the role.'),
)

export type UserRow = typeof users.$inferSelect
