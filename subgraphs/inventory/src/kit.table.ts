import { kitTables } from '@vetgraph/kit/tables'
import { inventorySchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(inventorySchema)
