import { kitTables } from '@vetgraph/kit/database/tables'
import { billingSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(billingSchema)
