import { kitTables } from '@vetgraph/kit/database/tables'
import { clinicalSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(clinicalSchema)
