import type { Context } from '@vetgraph/kit/context'
import { demoTypes } from '@vetgraph/kit/demo/hospital'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPet, DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import { diagnosesOf } from './diagnoses.ts'
import { seenAt, usualGrams } from './occasions.ts'
import { addenda } from '../medical-records/addendum.table.ts'
import { medicalRecords, MedicalRecordStatus } from '../medical-records/medical-record.table.ts'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { recordTemplates, textBlocks } from '../record-templates/record-template.table.ts'
import { demoTemplates, demoTextBlocks } from './templates.ts'
import { type DemoTexts, textsByReason } from './texts.ts'

function filledIn(text: string, pet: DemoPet, random: Random): string {
  return text
    .replaceAll('{name}', pet.name)
    .replaceAll('{kg}', (usualGrams(pet) / 1000).toFixed(usualGrams(pet) < 2000 ? 3 : 1))
    .replaceAll('{temp}', (37.8 + random.next() * 1.3).toFixed(1))
    .replaceAll('{rate}', String(80 + random.below(70)))
}

const shareWritten = 0.9

/** Every so many records there is one of these. */
const every = { kept: 7, addendum: 11, retraction: 97 }

/**
 * Signed records of most past visits, most of them released; drafts of those that are in the house now, not yet
 * concluded. One was written into the wrong chart now and then.
 */
export async function loadRecords(ctx: Context, plan: DemoPlan) {
  const random = new Random(79)
  const rows: Array<typeof medicalRecords.$inferInsert> = []
  const visits: Array<typeof appointmentRefs.$inferInsert> = []
  for (const visit of plan.visits) {
    const signed = visit.status === 'CHECKED_OUT'
    const open = visit.status === 'READY' || visit.status === 'IN_EXAM'
    const texts: DemoTexts | undefined = textsByReason[visit.reason]
    if (!texts || !(open || (signed && random.chance(shareWritten)))) continue
    const fill = (text: string) => filledIn(text, visit.pet, random)
    const begunAt = visit.status === 'IN_EXAM' ? visit.startsAt : seenAt(visit)
    const savedAt = signed ? visit.endsAt : begunAt
    const vetId = visit.vet.id
    visits.push({ id: visit.id, petId: visit.pet.id, locationId: visit.location.id })
    const retracted = signed && rows.length % every.retraction === every.retraction - 1
    const released = signed && !retracted && rows.length % every.kept !== 0
    rows.push({
      id: demoId('record', visit.number),
      petId: visit.pet.id,
      authorId: vetId,
      appointmentId: visit.id,
      status: MedicalRecordStatus[retracted ? 'RETRACTED' : signed ? 'SIGNED' : 'DRAFT'],
      subjective: fill(texts.subjective),
      objective: visit.status === 'IN_EXAM' ? '' : fill(texts.objective),
      assessment: visit.status === 'IN_EXAM' ? '' : fill(texts.assessment),
      plan: signed ? fill(texts.plan) : '',
      diagnoses: signed ? diagnosesOf(visit.reason) : [],
      occurredAt: begunAt,
      savedBy: vetId,
      signedAt: signed ? savedAt : null,
      signedBy: signed ? vetId : null,
      releasedAt: released ? savedAt : null,
      releasedBy: released ? vetId : null,
      retractedAt: retracted ? savedAt : null,
      retractedBy: retracted ? vetId : null,
      retractionReason: retracted ? 'Written into the chart of another patient.' : null,
      createdAt: begunAt,
      updatedAt: savedAt,
      version: 1,
    })
  }
  await insertRows(ctx, appointmentRefs, visits)
  await insertRows(ctx, medicalRecords, rows)
  await insertRows(
    ctx,
    addenda,
    rows
      .map((record, number) => ({ record, number, createdAt: addMinutes(record.updatedAt, 2 * 24 * 60) }))
      .filter(
        ({ record: { status }, number, createdAt }) =>
          status === MedicalRecordStatus.SIGNED && number % every.addendum === 0 && createdAt <= ctx.now(),
      )
      .map(({ record: { id, authorId }, number, createdAt }) => ({
        id: demoId('addendum', number),
        recordId: id,
        number: 1,
        authorId,
        text: 'The owner called: much better, the treatment goes on as planned.',
        createdAt,
      })),
  )
}

/** What records begin with, and text blocks. */
export async function loadTemplates(ctx: Context) {
  const at = { createdAt: ctx.now(), updatedAt: ctx.now(), version: 1, active: true }
  await insertRows(
    ctx,
    recordTemplates,
    demoTemplates.map((template, number) => ({
      id: demoId('record-template', number),
      appointmentTypeId: demoTypes.find(({ name }) => name === template.name)?.id ?? null,
      ...template,
      ...at,
    })),
  )
  await insertRows(
    ctx,
    textBlocks,
    demoTextBlocks.map((block, number) => ({ id: demoId('text-block', number), ...block, ...at })),
  )
}
