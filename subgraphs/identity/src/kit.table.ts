import { kitTables } from '@vetgraph/kit/database/tables'
import { identitySchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(identitySchema)
