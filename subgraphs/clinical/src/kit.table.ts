import { kitTables } from '@vetgraph/kit/tables'
import { clinicalSchema } from './database.ts'

export const { auditEntries, inbox, idempotencyKeys } = kitTables(clinicalSchema)
