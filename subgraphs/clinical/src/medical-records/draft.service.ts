import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { badInput, conflict, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can } from '@vetgraph/kit/permissions'
import { asId } from '@vetgraph/kit/refs'
import { eq } from 'drizzle-orm'
import { findPet } from '../pets/pet.service.ts'
import { findAppointmentRef } from '../refs/appointment-ref.service.ts'
import { type MedicalRecordRow, medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'
import type { CreateMedicalRecordInput, UpdateMedicalRecordInput } from './medical-record.types.ts'

const soap = ['subjective', 'objective', 'assessment', 'plan'] as const
const longestText = 20_000

type Soap = Record<(typeof soap)[number], string>
type SoapInput = Partial<Record<(typeof soap)[number], string | null>>

/** The four texts after an input: what is left out stays, null empties. */
function soapAfter(before: Soap, input: SoapInput): Soap {
  const texts = { ...before }
  for (const part of soap) {
    const text = input[part]
    if (text === undefined) continue
    if ((text?.length ?? 0) > longestText) throw badInput(part, `At most ${longestText} characters.`)
    texts[part] = text?.trimEnd() ?? ''
  }
  return texts
}

const recordValues = (record: MedicalRecordRow) => ({
  petId: record.petId,
  appointmentId: record.appointmentId,
  status: record.status,
  subjective: record.subjective,
  objective: record.objective,
  assessment: record.assessment,
  plan: record.plan,
  occurredAt: record.occurredAt,
  updatedAt: record.updatedAt,
})

async function read(ctx: Context, id: string): Promise<MedicalRecordRow> {
  const [record] = await ctx.db
    .select()
    .from(medicalRecords)
    .where(eq(medicalRecords.id, asId(id)))
    .for('update')
  if (!record) throw notFound('medical record', 'id')
  return record
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
      const [record] = await ctx.db
        .insert(medicalRecords)
        .values({
          id: newId(),
          petId: pet.id,
          authorId: author.userId,
          appointmentId: visit?.id ?? null,
          status: MedicalRecordStatus.DRAFT,
          ...texts,
          occurredAt: ctx.now(),
          createdAt: ctx.now(),
          updatedAt: ctx.now(),
          version: 1,
        })
        .returning()
      await audit(ctx, 'medical-record.create', {
        entity: 'MedicalRecord',
        entityId: record!.id,
        after: recordValues(record!),
      })
      return record!.id
    })
    return read(ctx, id)
  })
}

/** Edits a draft; whoever saves second is shown both texts and nothing is lost (MR3). */
export async function updateMedicalRecord(
  ctx: Context,
  input: UpdateMedicalRecordInput,
): Promise<MedicalRecordRow> {
  authorize(ctx, 'medical-record:write')
  return transact(ctx, async (ctx) => {
    const before = await read(ctx, input.id)
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
    const [record] = await ctx.db
      .update(medicalRecords)
      .set({ ...yours, version: before.version + 1, updatedAt: ctx.now() })
      .where(eq(medicalRecords.id, before.id))
      .returning()
    await audit(ctx, 'medical-record.update', {
      entity: 'MedicalRecord',
      entityId: before.id,
      before: current,
      after: recordValues(record!),
    })
    return record!
  })
}
