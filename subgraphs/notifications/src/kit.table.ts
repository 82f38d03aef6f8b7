import { kitTables } from '@vetgraph/kit/tables'
import { notificationsSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(notificationsSchema)
