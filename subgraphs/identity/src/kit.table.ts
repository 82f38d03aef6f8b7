import { kitTables } from '@vetgraph/kit/tables'
import { identitySchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(identitySchema)
