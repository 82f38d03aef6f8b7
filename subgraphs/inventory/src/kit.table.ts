import { kitTables } from '@vetgraph/kit/database/tables'
import { inventorySchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(inventorySchema)
