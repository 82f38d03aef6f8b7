import { kitTables } from '@vetgraph/kit/tables'
import { clinicalSchema } from './database.ts'

export const { auditEntries, idempotencyKeys } = kitTables(clinicalSchema)
