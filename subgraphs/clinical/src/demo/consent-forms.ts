import { createHash } from 'node:crypto'
import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { drawnSignature } from '@vetgraph/kit/demo/signature'
import { renderPdf } from '@vetgraph/kit/documents/pdf'
import { addMinutes } from '@vetgraph/kit/time'
import { consentFormDocument } from '../consent-forms/consent-form.pdf.ts'
import {
  consentFormDocuments,
  type ConsentFormRow,
  consentForms,
  ConsentFormStatus,
} from '../consent-forms/consent-form.table.ts'
import { ConsentFormCategory, consentFormTemplates } from '../consent-forms/consent-form-template.table.ts'
import { filledIn } from '../consent-forms/wording.ts'

const demoTemplates: ReadonlyArray<
  readonly [name: string, category: ConsentFormCategory, asksResuscitation: boolean, paragraphs: string[]]
> = [
  [
    'Anaesthesia and surgery',
    ConsentFormCategory.ANAESTHESIA,
    true,
    [
      'I, {{ owner }}, agree that {{ pet }} is anaesthetised for: {{ procedure }}.',
      'The vet has explained to me what is done and why, what else could be done, and what may go wrong. I know that every anaesthesia has a risk, for healthy animals too.',
      'I have told the vet of illnesses and medicines that I know of, and when {{ pet }} last had food. If something unexpected is found, the hospital tries to reach me; what cannot wait may be done.',
    ],
  ],
  [
    'Dental treatment',
    ConsentFormCategory.DENTAL,
    true,
    [
      'I, {{ owner }}, agree that the teeth of {{ pet }} are treated under anaesthesia: {{ procedure }}.',
      'How many teeth must be extracted is seen under anaesthesia only. Teeth that cannot be kept may be extracted. The treatment is estimated at {{ estimate }}; the hospital asks me before it costs more.',
    ],
  ],
  [
    'Euthanasia',
    ConsentFormCategory.EUTHANASIA,
    false,
    [
      'I, {{ owner }}, own {{ pet }} or act for the owner, and ask the hospital to put {{ pet }} to sleep.',
      'I know that this cannot be undone. As far as I know {{ pet }} has bitten nobody in the last ten days.',
    ],
  ],
  [
    'Cremation',
    ConsentFormCategory.AFTER_DEATH,
    false,
    ['I, {{ owner }}, leave {{ pet }} to the hospital for cremation: {{ procedure }}.'],
  ],
  [
    'Sharing of records',
    ConsentFormCategory.RECORDS,
    false,
    ['I, {{ owner }}, agree that the medical records of {{ pet }} are sent to: {{ procedure }}.'],
  ],
]

/** The templates, and four patients with a form in each state. */
export async function loadConsentForms(ctx: Context, plan: DemoPlan, since: Date) {
  const templates = demoTemplates.map(([name, category, asksResuscitation, paragraphs], number) => ({
    id: demoId('consent form template', number),
    name,
    category,
    asksResuscitation,
    wording: paragraphs.join('\n\n'),
    version: 1,
    createdAt: since,
    updatedAt: since,
  }))
  await insertRows(ctx, consentFormTemplates, templates)
  const vet = plan.vets[0]!
  const statuses = Object.values(ConsentFormStatus)
  const pets = plan.pets.filter(({ status }) => status === 'ACTIVE').slice(-2 - statuses.length, -2)
  const made = pets.map((pet, number) => {
    const owner = plan.owners.find(({ id }) => id === pet.ownerId)!
    const location = plan.locations.find(({ id }) => id === owner.locationId)!
    const template = templates[number % 2]!
    const status = statuses[number]!
    const [procedure, estimate] = [number % 2 === 0 ? 'Removal of a lump' : 'Scaling', 'EUR 240 to 420']
    const ownerName = `${owner.firstName} ${owner.lastName}`
    const preparedAt = addMinutes(ctx.now(), -(2 + number) * 1440)
    const isSigned = status === ConsentFormStatus.SIGNED || status === ConsentFormStatus.WITHDRAWN
    const isEnded = status === ConsentFormStatus.DECLINED || status === ConsentFormStatus.WITHDRAWN
    const form: ConsentFormRow = {
      id: demoId('consent form', number),
      petId: pet.id,
      ownerId: owner.id,
      locationId: location.id,
      appointmentId: null,
      templateId: template.id,
      templateVersion: 1,
      title: template.name,
      category: template.category,
      wording: filledIn(template.wording, { pet: pet.name, owner: ownerName, procedure, estimate }),
      procedure,
      notes: null,
      asksResuscitation: template.asksResuscitation,
      preparedBy: vet.id,
      status,
      signedAt: isSigned ? addMinutes(preparedAt, 10) : null,
      signedBy: isSigned ? ownerName : null,
      witnessId: isSigned ? vet.id : null,
      resuscitate: isSigned && template.asksResuscitation ? true : null,
      endedAt: isEnded ? addMinutes(preparedAt, 60) : null,
      endedBy: isEnded ? vet.id : null,
      endReason: isEnded ? 'The client wants to think it over.' : null,
      version: 1 + Number(isSigned) + Number(isEnded),
      createdAt: preparedAt,
      updatedAt: addMinutes(preparedAt, isEnded ? 60 : isSigned ? 10 : 0),
    }
    return { form, pet, ownerName, location }
  })
  await insertRows(
    ctx,
    consentForms,
    made.map(({ form }) => form),
  )
  const documents = await Promise.all(
    made
      .filter(({ form }) => form.signedAt !== null)
      .map(async ({ form, pet, ownerName, location: { name, address, phone, timeZone } }) => {
        const body = await renderPdf(
          consentFormDocument({
            form,
            patient: `${pet.name}, ${pet.species.name.toLowerCase()}`,
            owner: ownerName,
            witness: `${vet.firstName} ${vet.lastName}`,
            signature: drawnSignature(),
            place: {
              letterhead: { hospital: name, location: '', address: address.replaceAll('\n', ', '), phone },
              timeZone,
            },
          }),
        )
        const sha256 = createHash('sha256').update(body).digest()
        return { id: form.id, sha256, body, createdAt: form.signedAt! }
      }),
  )
  // `insertRows` writes rows as JSON, which bytes are not.
  if (documents.length > 0) await ctx.db.insert(consentFormDocuments).values(documents)
}
