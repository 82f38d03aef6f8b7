import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

export enum EquipmentKind {
  THEATRE = 'THEATRE',
  ANAESTHESIA_MACHINE = 'ANAESTHESIA_MACHINE',
  ULTRASOUND = 'ULTRASOUND',
  X_RAY = 'X_RAY',
  CT_SCANNER = 'CT_SCANNER',
  ENDOSCOPE = 'ENDOSCOPE',
  DENTAL_UNIT = 'DENTAL_UNIT',
  LASER = 'LASER',
}

export const equipmentKind = schedulingSchema.enum('equipment_kind', EquipmentKind)

export const equipment = schedulingSchema.table(
  'equipment',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    kind: equipmentKind('kind').notNull(),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    index('equipment_location').on(table.locationId),
    uniqueIndex('equipment_name_once')
      .on(table.locationId, sql`lower(${table.name})`)
      .where(sql`active`),
  ],
)

explainConstraint('equipment_name_once', () =>
  conflict('Other equipment of this location has this name.', { field: 'name' }),
)

export type EquipmentRow = typeof equipment.$inferSelect
