import { kitTables } from '@vetgraph/kit/tables'
import { billingSchema } from './database.ts'

export const { auditEntries, inbox, idempotencyKeys } = kitTables(billingSchema)
