import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import {
  type KeptDiagnosis,
  type MedicalRecordRow,
  medicalRecords,
  MedicalRecordStatus,
} from '../medical-records/medical-record.table.ts'
import { entryOf, lockRecord, tellChange } from '../medical-records/record-change.service.ts'
import { MedicalRecordChangeKind } from '../medical-records/record-change.types.ts'
import { usableCode } from './diagnosis-code.service.ts'
import type { AddDiagnosisInput, RemoveDiagnosisInput } from './diagnosis.types.ts'

const maxDiagnoses = 30

const alike = (text: string) => text.toLowerCase()

/** Changes the diagnoses of a draft; its texts are saved beside it, so that the version they are based on stays. */
async function changeDiagnoses(
  ctx: Context,
  recordId: string,
  change: (before: readonly KeptDiagnosis[]) => readonly KeptDiagnosis[],
): Promise<MedicalRecordRow> {
  const before = await lockRecord(ctx, recordId, 'recordId')
  const diagnoses = change(before.diagnoses)
  if (diagnoses.length === before.diagnoses.length) return before
  if (before.status !== MedicalRecordStatus.DRAFT) {
    throw conflict('This record is signed; only drafts can be edited.', { field: 'recordId' })
  }
  const [record] = await ctx.db
    .update(medicalRecords)
    .set({ diagnoses, updatedAt: ctx.now() })
    .where(eq(medicalRecords.id, before.id))
    .returning()
  await audit(ctx, 'medical-record.set-diagnoses', entryOf(before, record!))
  await tellChange(ctx, MedicalRecordChangeKind.SAVED, before, record!)
  return record!
}

/** Adds a diagnosis to a draft, coded or in words; what stands there already is not added twice. */
export async function addDiagnosis(ctx: Context, input: AddDiagnosisInput): Promise<MedicalRecordRow> {
  authorize(ctx, 'medical-record:write')
  const { recordId, code = null } = input
  return transact(ctx, async (ctx) => {
    const known = code === null ? null : await usableCode(ctx, code)
    const text = input.text ?? known?.name
    if (text === undefined) throw badInput('text', 'Say the diagnosis, or give a code.')
    return changeDiagnoses(ctx, recordId, (before) => {
      if (before.some((each) => alike(each.text) === alike(text))) return before
      if (before.length >= maxDiagnoses) throw badInput('recordId', `At most ${maxDiagnoses} diagnoses.`)
      return [...before, { text, code }]
    })
  })
}

/** Takes a diagnosis off a draft; twice is once. */
export async function removeDiagnosis(
  ctx: Context,
  { recordId, text }: RemoveDiagnosisInput,
): Promise<MedicalRecordRow> {
  authorize(ctx, 'medical-record:write')
  return transact(ctx, (ctx) =>
    changeDiagnoses(ctx, recordId, (before) => before.filter((each) => alike(each.text) !== alike(text))),
  )
}
