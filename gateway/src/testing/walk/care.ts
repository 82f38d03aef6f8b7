import { randomUUID } from 'node:crypto'
import { drawnSignature } from '@vetgraph/kit/demo/signature'
import type { WalkHospital } from './hospital.ts'
import { backstage } from './people.ts'

/** A file on a chart, as an upload leaves it. */
export async function file(
  hospital: WalkHospital,
  file: {
    petId: string
    name: string
    released: boolean
    isPetPhoto?: boolean
    recordId?: string
  },
) {
  const by = hospital.admin.userId
  const { petId, name, released, isPetPhoto = false, recordId = null } = file
  await hospital.sql`
    insert into clinical.files (id, pet_id, record_id, state, kind, name, type, bytes, sha256, content_key, width, height,
      thumbnail_bytes, is_pet_photo, taken_at, uploaded_by, requested_at, received_at, attached_at, attached_by,
      released_at, released_by)
    values (${randomUUID()}, ${petId}, ${recordId}, 'ATTACHED', 'PHOTO', ${name}, 'JPEG', 9, 'x', ${randomUUID()}, 3, 3,
      9, ${isPetPhoto}, now(), ${by}, now(), now(), now(), ${by},
      ${released ? new Date() : null}, ${released ? by : null})`
}

export async function protocol(hospital: WalkHospital, name: string): Promise<string> {
  const protocols = await hospital.do<Array<{ id: string; name: string }>>(
    '{ vaccinationProtocols(speciesId: "dog") { id name } }',
  )
  return protocols.find((protocol) => protocol.name === name)!.id
}

/** A dose that the client says was given elsewhere. */
export async function vaccinate(hospital: WalkHospital, petId: string, word: string) {
  const [location] = await hospital.locations()
  await hospital.mutate('recordVaccination', {
    petId,
    locationId: location!.id,
    elsewhere: true,
    productName: `${word} vaccine`,
    protocolIds: [await protocol(hospital, 'Leptospirosis')],
  })
}

/** Laboratory results that the client sees, and an order that waits. */
export async function examine(hospital: WalkHospital, petId: string, word: string) {
  const [location] = await hospital.locations()
  const [panel] = await hospital.do<Array<{ id: string; tests: Array<{ id: string }> }>>(
    '{ labPanels { id tests { id } } }',
  )
  const order = { petId, panelId: panel!.id, locationId: location!.id, vetId: await hospital.someVet() }
  const { id } = await hospital.mutate('orderLabTest', { ...order, note: `${backstage}: drinks` })
  const values = [{ testId: panel!.tests[0]!.id, text: `${word} is well` }]
  await hospital.mutate('recordLabResult', { orderId: id, version: 1, values, complete: true })
  await hospital.mutate('acknowledgeLabResult', { id, version: 3, release: true })
  await hospital.mutate('orderLabTest', { ...order, note: `${backstage}: eats` })
}

/** A patient who stays in the hospital, with a treatment that was given. */
export async function keepIn(hospital: WalkHospital, petId: string, word: string) {
  const [location] = await hospital.locations()
  const cage = await hospital.mutate('saveCage', { locationId: location!.id, ward: 'Dogs', name: word })
  const { id: inPatientId } = await hospital.mutate('admitPet', {
    ...{ petId, locationId: location!.id, cageId: cage.id, vetId: await hospital.someVet() },
    reason: `${backstage}: vomits`,
  })
  const treatment = { inPatientId, name: `${backstage}: a drip`, frequency: 'PRN' }
  const { id: treatmentId } = await hospital.mutate('orderTreatment', treatment)
  await hospital.mutate('recordTreatment', { treatmentId, outcome: 'GIVEN', note: backstage })
}

/** A consent form that was signed and holds no longer, and one that waits. */
export async function agree(hospital: WalkHospital, petId: string, word: string) {
  const [location] = await hospital.locations()
  const { id: templateId } = await hospital.mutate('saveConsentFormTemplate', {
    ...{ name: `Form ${randomUUID()}`, category: 'OTHER', wording: '{{ owner }} agrees.' },
  })
  const form = { petId, templateId, locationId: location!.id }
  const { id } = await hospital.mutate('prepareConsentForm', { ...form, notes: `${word} may be shorn` })
  const signature = `data:image/png;base64,${drawnSignature().toString('base64')}`
  await hospital.mutate('signConsentForm', { id, version: 1, signedBy: word, signature })
  await hospital.mutate('withdrawConsentForm', { id, version: 2, reason: backstage })
  await hospital.mutate('prepareConsentForm', { ...form, notes: backstage })
}

/** A treatment plan that was decided, and one that was withdrawn as it was offered. */
export async function plan(hospital: WalkHospital, petId: string) {
  const [location] = await hospital.locations()
  const lines = ['scaling', 'extraction'].map((what) => ({ description: `${backstage}: ${what}` }))
  const wanted = { petId, locationId: location!.id, title: `${backstage}: teeth`, lines }
  const { id } = await hospital.mutate('createTreatmentPlan', wanted)
  await hospital.mutate('updateTreatmentPlan', { id, version: 1, title: backstage, lines })
  await hospital.mutate('offerTreatmentPlan', { id, version: 2 })
  const offered = await hospital.do<{ lines: Array<{ id: string }> }>(
    'query ($id: ID!) { treatmentPlan(id: $id) { lines { id } } }',
    { id },
  )
  await hospital.mutate('decideTreatmentPlan', {
    ...{ id, version: 3, signedBy: backstage },
    decisions: offered.lines.map(({ id }, place) =>
      place === 0 ? { lineId: id, accepted: true } : { lineId: id, accepted: false, reason: backstage },
    ),
    followUpOn: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
    signature: `data:image/png;base64,${drawnSignature().toString('base64')}`,
  })
  await hospital.mutate('followUpTreatmentPlan', { id, version: 4, note: backstage })
  const { id: other } = await hospital.mutate('createTreatmentPlan', wanted)
  await hospital.mutate('withdrawTreatmentPlan', { id: other, version: 1, reason: backstage })
}

export async function handOver(hospital: WalkHospital, petId: string) {
  const { nodes } = await hospital.do<{ nodes: Array<{ id: string; version: number }> }>(
    'query ($petId: ID) { inPatients(filter: { petId: $petId }) { nodes { id version } } }',
    { petId },
  )
  await hospital.mutate('handOverInPatient', { ...nodes[0]!, note: backstage })
}
