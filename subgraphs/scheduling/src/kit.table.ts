import { kitTables } from '@vetgraph/kit/tables'
import { schedulingSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(schedulingSchema)
