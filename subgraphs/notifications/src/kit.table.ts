import { kitTables } from '@vetgraph/kit/database/tables'
import { notificationsSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(notificationsSchema)
