import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { documentAddress, type MadeDocument, openAddress, slug } from '@vetgraph/kit/documents/address'
import { renderPdf } from '@vetgraph/kit/documents/pdf'
import { badInput, notFound, unavailable } from '@vetgraph/kit/errors'
import { requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { belongsTo } from '@vetgraph/kit/access/household'
import { consentForm, makeConsentForm } from '../consent-forms/document.service.ts'
import { label, makeLabel } from '../labels/label.service.ts'
import { getOwner } from '../owners/owner.service.ts'
import { numbersOf } from '../pets/microchip.service.ts'
import { getPet } from '../pets/pet.service.ts'
import { findWeight } from '../pets/weight.service.ts'
import { placeOf } from '../refs/letterhead.service.ts'
import { findBreed, getSpecies } from '../species/species.service.ts'
import { listDuesOf } from '../vaccinations/due.service.ts'
import { getVaccination, listVaccinations } from '../vaccinations/vaccination.service.ts'
import { VaccinationKind, type VaccinationRow } from '../vaccinations/vaccination.table.ts'
import { findProduct, protocolsOf } from '../vaccinations/vaccine.service.ts'
import { type Patient, rabiesCertificate, vaccinationCertificate, type Vet } from './certificate.pdf.ts'

const vaccinations = 'vaccinations'
const rabies = 'rabies'
const maxShown = 100

async function patientOf(ctx: Context, petId: string, field: string): Promise<Patient> {
  const pet = await getPet(ctx, petId, field)
  const { ownerId } = requireViewer(ctx)
  const [owner, species, breed, microchips, weight] = await Promise.all([
    // A co-owner's certificate is made out to them: who else owns the pet is not theirs to know.
    getOwner(ctx, ownerId && belongsTo(ownerId, pet) ? ownerId : pet.ownerId),
    getSpecies(ctx, pet.speciesId),
    findBreed(ctx, pet.breedId),
    numbersOf(ctx, pet.id),
    findWeight(ctx, pet),
  ])
  return { pet, owner, species: species.name, breed: breed?.name ?? null, microchips, weight }
}

/** What a patient was given, as the viewer may see it, without what was retracted or declined. */
async function givenTo(ctx: Context, petId: string): Promise<VaccinationRow[]> {
  const { rows } = await listVaccinations(ctx, { first: maxShown }, { petId, retracted: false })
  return rows.filter(({ kind }) => kind !== VaccinationKind.DECLINED)
}

async function makeVaccinations(ctx: Context, petId: string): Promise<MadeDocument> {
  sightOf(ctx, 'vaccination:read')
  const patient = await patientOf(ctx, petId, 'petId')
  const rows = await givenTo(ctx, patient.pet.id)
  const place = rows.find(({ kind }) => kind === VaccinationKind.GIVEN) ?? rows[0]
  if (!place) throw badInput('petId', `${patient.pet.name} has no vaccination yet.`)
  const { letterhead, today } = await placeOf(ctx, place.locationId)
  const dues = await listDuesOf(ctx, patient.pet)
  const names = new Map(
    (
      await protocolsOf(ctx, [
        ...new Set([
          ...rows.flatMap(({ protocolIds }) => protocolIds),
          ...dues.map(({ protocolId }) => protocolId),
        ]),
      ])
    ).map((protocol) => [protocol.id, protocol]),
  )
  const vets = await namesOf(ctx, rows)
  return {
    entityId: petId,
    fileName: `vaccinations-${slug(patient.pet.name)}.pdf`,
    render: () => renderPdf(vaccinationCertificate({ patient, rows, dues, names, vets, letterhead, today })),
  }
}

async function namesOf(ctx: Context, rows: readonly VaccinationRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ vetId }) => vetId ?? []))]
  const answers = ids.length > 0 ? await ctx.askPeer('User', ids, 'id name') : []
  return new Map(
    answers.flatMap((answer) => (answer ? [[answer['id'] as string, answer['name'] as string]] : [])),
  )
}

/** The vet who answers for it, with a number that holds today (U2). */
async function prescriberOf(ctx: Context, vetId: string, today: string): Promise<Vet> {
  const [answer] = await ctx.askPeer('User', [vetId], 'id name prescriberNumber prescriberExpiresOn')
  if (!answer) throw unavailable()
  const { name, prescriberNumber, prescriberExpiresOn } = answer as {
    name: string
    prescriberNumber: string | null
    prescriberExpiresOn: string | null
  }
  if (prescriberNumber === null) {
    throw badInput('vaccinationId', `${name} has no prescriber number, which the certificate must show.`)
  }
  if ((prescriberExpiresOn ?? '') < today) {
    throw badInput('vaccinationId', `The prescriber number of ${name} has expired.`)
  }
  return { name, number: prescriberNumber }
}

async function makeRabies(ctx: Context, vaccinationId: string): Promise<MadeDocument> {
  sightOf(ctx, 'vaccination:read')
  const row = await getVaccination(ctx, vaccinationId, 'vaccinationId')
  const protocol = (await protocolsOf(ctx, row.protocolIds)).find((each) => each.rabies)
  if (!protocol || row.kind !== VaccinationKind.GIVEN || row.retractedAt || !row.vetId || !row.productId) {
    throw badInput('vaccinationId', 'This is no rabies vaccination that was given here.')
  }
  const { letterhead, today } = await placeOf(ctx, row.locationId)
  const vet = await prescriberOf(ctx, row.vetId, today)
  const patient = await patientOf(ctx, row.petId, 'vaccinationId')
  const product = await findProduct(ctx, row.productId)
  const earlier = (await givenTo(ctx, row.petId)).filter(
    ({ id, protocolIds, givenOn }) =>
      id !== row.id && protocolIds.includes(protocol.id) && givenOn < row.givenOn,
  )
  const due = (await listDuesOf(ctx, patient.pet)).find(({ vaccinationId: last }) => last === row.id)
  return {
    entityId: vaccinationId,
    fileName: `rabies-${slug(patient.pet.name)}-${row.givenOn}.pdf`,
    render: () =>
      renderPdf(
        rabiesCertificate({
          patient,
          row,
          vet,
          letterhead,
          today,
          isInitial: earlier.length === 0,
          licensedMonths: product?.licensedMonths ?? null,
          dueOn: due?.protocolId === protocol.id ? due.dueOn : null,
        }),
      ),
  }
}

interface Maker {
  /** In whose history it stands that somebody read it, and as what. */
  of: string
  audit: string
  make: (ctx: Context, id: string) => Promise<MadeDocument>
}

/** How each kind of document is made. */
const makers: Readonly<Record<string, Maker>> = {
  [vaccinations]: { of: 'Pet', audit: 'certificate.read', make: makeVaccinations },
  [rabies]: { of: 'Vaccination', audit: 'certificate.read', make: makeRabies },
  [label]: { of: 'Prescription', audit: 'label.read', make: makeLabel },
  [consentForm]: { of: 'ConsentForm', audit: 'consent-form.read-document', make: makeConsentForm },
}

/** The address of a patient's vaccination certificate, for whoever may see the vaccinations. */
export async function addressOfVaccinations(ctx: Context, petId: string) {
  const { fileName } = await makeVaccinations(ctx, petId)
  return documentAddress(ctx, vaccinations, petId, fileName)
}

/** The address of a rabies certificate; refused unless its vet has a prescriber number that holds (U2). */
export async function addressOfRabies(ctx: Context, vaccinationId: string) {
  const { fileName } = await makeRabies(ctx, vaccinationId)
  return documentAddress(ctx, rabies, vaccinationId, fileName)
}

/** Makes the document of an address anew, with what holds and what the viewer may see now; it is audited. */
export async function openDocument(ctx: Context, address: string) {
  const { kind, id } = openAddress(ctx, address)
  const maker = makers[kind]
  if (!maker) throw notFound('document')
  const { fileName, render, entityId } = await maker.make(ctx, id)
  const bytes = await render()
  await auditRead(ctx, maker.audit, [{ entity: maker.of, entityId, after: { fileName } }])
  return { fileName, body: bytes.toString('base64') }
}
