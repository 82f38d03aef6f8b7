import { kitTables } from '@vetgraph/kit/tables'
import { billingSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(billingSchema)
