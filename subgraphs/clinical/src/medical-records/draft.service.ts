import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { and, eq } from 'drizzle-orm'
import { findPet } from '../pets/pet.service.ts'
import { findAppointmentRef } from '../refs/appointment-ref.service.ts'
import { type MedicalRecordRow, medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'
import { occasionOf } from './occasion.service.ts'
import { entryOf, lockRecord, recordValues, tellChange } from './record-change.service.ts'
import { MedicalRecordChangeKind } from './record-change.types.ts'
import type { CreateMedicalRecordInput, UpdateMedicalRecordInput } from './medical-record.types.ts'

const soap = ['subjective', 'objective', 'assessment', 'plan'] as const
const maxText = 20_000

type Soap = Record<(typeof soap)[number], string>
type SoapInput = Partial<Record<(typeof soap)[number], string | null>>

/** The four texts after an input: what is left out stays, null empties. */
function soapAfter(before: Soap, input: SoapInput): Soap {
  const texts = { ...before }
  for (const part of soap) {
    const text = input[part]
    if (text === undefined) continue
    if ((text?.length ?? 0) > maxText) throw badInput(part, `At most ${maxText} characters.`)
    texts[part] = text?.trimEnd() ?? ''
  }
  return texts
}

/** One draft per visit and author: a second tab goes on with the first one’s; the index decides between two at once. */
async function refuseSecondDraft(ctx: Context, appointmentId: string, authorId: string) {
  const [draft] = await ctx.db
    .select({ id: medicalRecords.id })
    .from(medicalRecords)
    .where(
      and(
        eq(medicalRecords.appointmentId, appointmentId),
        eq(medicalRecords.authorId, authorId),
        eq(medicalRecords.status, MedicalRecordStatus.DRAFT),
      ),
    )
  if (draft) {
    const details = { field: 'appointmentId', recordId: draft.id }
    throw conflict('You have begun a record of this visit already.', details)
  }
}

/** Begins a record as a draft in the writer's name; a visit given must be this patient's, where the writer may write (AU6). */
export async function createMedicalRecord(
  ctx: Context,
  input: CreateMedicalRecordInput,
): Promise<MedicalRecordRow> {
  const author = authorize(ctx, 'medical-record:write')
  return transact(ctx, async (ctx) => {
    const id = await once(ctx, 'createMedicalRecord', input, async (ctx) => {
      const texts = soapAfter({ subjective: '', objective: '', assessment: '', plan: '' }, input)
      const pet = await findPet(ctx, input.petId)
      if (!pet) throw notFound('pet', 'petId')
      const visit = input.appointmentId ? await findAppointmentRef(ctx, input.appointmentId) : null
      const fits = visit?.petId === pet.id && can(author, 'medical-record:write', visit.locationId)
      if (input.appointmentId && !fits) {
        throw badInput('appointmentId', `This is not a visit of ${pet.name} that you may write of.`)
      }
      if (visit) await refuseSecondDraft(ctx, visit.id, author.userId)
      const occasion = input.occurredAt
        ? await occasionOf(ctx, input.occurredAt, visit)
        : { occurredAt: ctx.now(), backDated: false }
      const [record] = await ctx.db
        .insert(medicalRecords)
        .values({
          id: newId(),
          petId: pet.id,
          authorId: author.userId,
          appointmentId: visit?.id ?? null,
          status: MedicalRecordStatus.DRAFT,
          ...texts,
          ...occasion,
          savedBy: author.userId,
          createdAt: ctx.now(),
          updatedAt: ctx.now(),
          version: 1,
        })
        .returning()
      await audit(ctx, 'medical-record.create', entryOf(null, record!))
      await tellChange(ctx, MedicalRecordChangeKind.BEGUN, null, record!)
      return record!.id
    })
    return lockRecord(ctx, id)
  })
}

/** Edits a draft; whoever saves second is shown both texts and nothing is lost (MR3). */
export async function updateMedicalRecord(
  ctx: Context,
  input: UpdateMedicalRecordInput,
): Promise<MedicalRecordRow> {
  const { userId } = authorize(ctx, 'medical-record:write')
  return transact(ctx, async (ctx) => {
    const before = await lockRecord(ctx, input.id)
    const texts = soapAfter(before, input)
    const current = recordValues(before)
    const { subjective, objective, assessment, plan } = texts
    const yours = { subjective, objective, assessment, plan }
    if (before.status !== MedicalRecordStatus.DRAFT) {
      throw conflict('This record is signed; only drafts can be edited.', {
        field: 'id',
        current,
        yours,
        version: before.version,
      })
    }
    if (before.version !== input.version) throw stale(current, before.version, { yours })
    const visit = before.appointmentId ? await findAppointmentRef(ctx, before.appointmentId) : null
    const occasion = input.occurredAt ? await occasionOf(ctx, input.occurredAt, visit) : {}
    const [record] = await ctx.db
      .update(medicalRecords)
      .set({ ...yours, ...occasion, savedBy: userId, version: before.version + 1, updatedAt: ctx.now() })
      .where(eq(medicalRecords.id, before.id))
      .returning()
    await audit(ctx, 'medical-record.update', entryOf(before, record!))
    await tellChange(ctx, MedicalRecordChangeKind.SAVED, before, record!)
    return record!
  })
}
