import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { asc, eq } from 'drizzle-orm'
import { type AddendumRow, addenda } from './addendum.table.ts'
import { type MedicalRecordRow, MedicalRecordStatus } from './medical-record.table.ts'
import { authorizeFor, lockRecord, tellChange } from './record-change.service.ts'
import { MedicalRecordChangeKind } from './record-change.types.ts'
import type { AddAddendumInput } from './signed-record.types.ts'

const maxAddenda = 100

/**
 * Adds to a signed record what became known later; colleagues may too. Its addenda stand in the order in which they
 * were added, and are shown to the owner with the record. A record that was retracted takes none: what it says is void.
 */
export async function addAddendum(ctx: Context, input: AddAddendumInput): Promise<MedicalRecordRow> {
  const { userId } = authorize(ctx, 'medical-record:sign')
  const { text } = input
  return transact(ctx, async (ctx) => {
    const id = await once(ctx, 'addAddendum', input, async (ctx) => {
      const record = await lockRecord(ctx, input.id)
      await authorizeFor(ctx, record, 'medical-record:sign')
      if (record.status !== MedicalRecordStatus.SIGNED) {
        throw conflict('Only a signed record takes an addendum.', { field: 'id', status: record.status })
      }
      const number = (await ctx.db.$count(addenda, eq(addenda.recordId, record.id))) + 1
      if (number > maxAddenda) throw badInput('id', `A record takes at most ${maxAddenda} addenda.`)
      await ctx.db
        .insert(addenda)
        .values({ id: newId(), recordId: record.id, number, authorId: userId, text, createdAt: ctx.now() })
      await audit(ctx, 'medical-record.add-addendum', {
        entity: 'MedicalRecord',
        entityId: record.id,
        after: { number, text },
      })
      await tellChange(ctx, MedicalRecordChangeKind.ADDENDUM, record, record)
      return record.id
    })
    return lockRecord(ctx, id)
  })
}

const addendaOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(addenda)
    .where(among(addenda.recordId, ids))
    .orderBy(asc(addenda.recordId), asc(addenda.number)),
)

const readAddenda = async (ctx: Context, ids: readonly string[]) =>
  (await addendaOf(ctx, { ids })).map((row) => [row.recordId, row] as const)

/** What was added to a record, in time order; the record has been shown to the viewer already. */
export const listAddenda = (ctx: Context, recordId: string): Promise<AddendumRow[]> =>
  groupLoaderOf(ctx, readAddenda).load(recordId)
