import { kitTables } from '@vetgraph/kit/database/tables'
import { schedulingSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(schedulingSchema)
