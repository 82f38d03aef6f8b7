import { createHash } from 'node:crypto'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { renderPdf } from '@vetgraph/kit/documents/pdf'
import { signatureFrom } from '@vetgraph/kit/documents/signature'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { getOwner } from '../owners/owner.service.ts'
import { lockPet } from '../pets/pet.service.ts'
import { type PetRow, PetStatus } from '../pets/pet.table.ts'
import { visitOf } from '../refs/appointment-ref.service.ts'
import { placeOf } from '../refs/letterhead.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { users } from '../refs/user-ref.service.ts'
import { getSpecies } from '../species/species.service.ts'
import type {
  DeclineConsentFormInput,
  PrepareConsentFormInput,
  SignConsentFormInput,
  WithdrawConsentFormInput,
} from './consent-form.inputs.ts'
import { consentFormDocument } from './consent-form.pdf.ts'
import { getConsentForm, lockConsentForm, saved } from './consent-form.service.ts'
import { consentFormDocuments, type ConsentFormRow, ConsentFormStatus } from './consent-form.table.ts'
import { usableTemplate } from './consent-form-template.service.ts'
import { ConsentFormCategory } from './consent-form-template.table.ts'
import { filledIn } from './wording.ts'

const ofTheLiving = new Set([
  ConsentFormCategory.ANAESTHESIA,
  ConsentFormCategory.DENTAL,
  ConsentFormCategory.EUTHANASIA,
])

/** Nobody agrees to a treatment of a patient that has died; to what is done afterwards somebody must. */
function checkAlive({ name, status }: PetRow, category: ConsentFormCategory, field: string) {
  if (status === PetStatus.DECEASED && ofTheLiving.has(category))
    throw conflict(`${name} has died: this form is for the living.`, { field, status })
}

const done: Readonly<Record<ConsentFormStatus, string>> = {
  PREPARED: 'waits to be signed',
  SIGNED: 'was signed already',
  DECLINED: 'was declined',
  WITHDRAWN: 'was withdrawn',
}

function checkStatus({ status }: ConsentFormRow, ...wanted: ConsentFormStatus[]) {
  if (!wanted.includes(status)) throw conflict(`This form ${done[status]}.`, { field: 'id', status })
}

/** Prepares a form of a patient from the words of a template, which it keeps. */
export async function prepareConsentForm(
  ctx: Context,
  input: PrepareConsentFormInput,
): Promise<ConsentFormRow> {
  const { userId } = authorize(ctx, 'consent-form:write', input.locationId)
  const id = await once(ctx, 'prepareConsentForm', input, async (ctx) => {
    const { locationId, procedure = null, estimate = null, notes = null } = input
    if (!(await locations.find(ctx, locationId))) throw notFound('location', 'locationId')
    const visit = await visitOf(ctx, input)
    const template = await usableTemplate(ctx, input.templateId)
    const pet = await lockPet(ctx, input.petId, 'petId')
    checkAlive(pet, template.category, 'petId')
    const { firstName, lastName } = await getOwner(ctx, pet.ownerId)
    const owner = `${firstName} ${lastName}`
    const form = await saved.add(ctx, {
      petId: pet.id,
      ownerId: pet.ownerId,
      locationId,
      appointmentId: visit?.id ?? null,
      templateId: template.id,
      templateVersion: template.version,
      title: template.name,
      category: template.category,
      wording: filledIn(template.wording, { pet: pet.name, owner, procedure, estimate }),
      procedure,
      notes,
      asksResuscitation: template.asksResuscitation,
      preparedBy: userId,
      status: ConsentFormStatus.PREPARED,
    })
    return form.id
  })
  return getConsentForm(ctx, id)
}

/** Keeps the PDF of a form that is signed in the open transaction: it is never made anew. */
async function keepDocument(ctx: Context, form: ConsentFormRow, pet: PetRow, signature: Buffer) {
  const [place, species, owner, witness] = await Promise.all([
    placeOf(ctx, form.locationId),
    getSpecies(ctx, pet.speciesId),
    getOwner(ctx, form.ownerId),
    users.find(ctx, form.witnessId!),
  ])
  const body = await renderPdf(
    consentFormDocument({
      form,
      patient: `${pet.name}, ${species.name.toLowerCase()}`,
      owner: `${owner.firstName} ${owner.lastName}`,
      witness: witness?.name ?? null,
      signature,
      place,
    }),
  )
  const sha256 = createHash('sha256').update(body).digest()
  await ctx.db.insert(consentFormDocuments).values({ id: form.id, sha256, body, createdAt: ctx.now() })
}

async function sign(ctx: Context, input: SignConsentFormInput): Promise<string> {
  const { form, pet } = await lockConsentForm(ctx, input)
  const { userId } = authorize(ctx, 'consent-form:write', form.locationId)
  checkStatus(form, ConsentFormStatus.PREPARED)
  checkAlive(pet, form.category, 'id')
  if (pet.ownerId !== form.ownerId)
    throw conflict(`${pet.name} has another owner since: prepare a new form.`, { field: 'id' })
  const resuscitate = input.resuscitate ?? null
  if (form.asksResuscitation !== (resuscitate !== null))
    throw badInput(
      'resuscitate',
      form.asksResuscitation ? 'Say whether the patient is resuscitated.' : 'This form does not ask it.',
    )
  const signature = signatureFrom(input.signature)
  const signed = await saved.change(
    ctx,
    form,
    {
      status: ConsentFormStatus.SIGNED,
      signedAt: ctx.now(),
      signedBy: input.signedBy,
      witnessId: userId,
      resuscitate,
    },
    'sign',
  )
  await keepDocument(ctx, signed, pet, signature)
  return signed.id
}

/** The owner signs on the screen before a witness, once; from then on the form stays as it is, and so does its PDF. */
export async function signConsentForm(ctx: Context, input: SignConsentFormInput): Promise<ConsentFormRow> {
  authorize(ctx, 'consent-form:write')
  const id = await once(ctx, 'signConsentForm', input, (ctx) => sign(ctx, input))
  return getConsentForm(ctx, id)
}

const endOf = (ctx: Context, endReason: string) => ({
  endedAt: ctx.now(),
  endedBy: requireViewer(ctx).userId,
  endReason,
})

/** The owner does not sign; the form stays with the reason. */
export async function declineConsentForm(
  ctx: Context,
  input: DeclineConsentFormInput,
): Promise<ConsentFormRow> {
  authorize(ctx, 'consent-form:write')
  return transact(ctx, async (ctx) => {
    const { form } = await lockConsentForm(ctx, input)
    authorize(ctx, 'consent-form:write', form.locationId)
    checkStatus(form, ConsentFormStatus.PREPARED)
    const declined = { status: ConsentFormStatus.DECLINED, ...endOf(ctx, input.reason) }
    return saved.change(ctx, form, declined, 'decline')
  })
}

/** A form holds no longer, for a reason; what was signed stays to be read. */
export async function withdrawConsentForm(
  ctx: Context,
  input: WithdrawConsentFormInput,
): Promise<ConsentFormRow> {
  authorize(ctx, 'consent-form:write')
  return transact(ctx, async (ctx) => {
    const { form } = await lockConsentForm(ctx, input)
    authorize(ctx, 'consent-form:write', form.locationId)
    checkStatus(form, ConsentFormStatus.PREPARED, ConsentFormStatus.SIGNED)
    const withdrawn = { status: ConsentFormStatus.WITHDRAWN, ...endOf(ctx, input.reason) }
    return saved.change(ctx, form, withdrawn, 'withdraw')
  })
}
