import type { AskPeer } from '@vetgraph/kit/context'
import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSubstance } from '../formulary/formulary.factory.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVet } from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph
let place: string
let vetId: string
let ownerId: string

/** What identity would answer; a test may move the hospital to another country. */
const answered = { timeZone: 'Europe/Dublin' }

const askIdentity: AskPeer = async (type, ids) =>
  ids.map((id) =>
    type === 'Location'
      ? {
          id,
          name: 'Harbour Street',
          address: '12 Harbour Street, Dublin',
          phone: '+353 1 555 0100',
          timeZone: answered.timeZone,
          hospitalName: 'Seaside Veterinary Hospital',
        }
      : { id, name: 'Dr Niamh Kelly' },
  )

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, askIdentity)
  place = await aPlace(hospital)
  vetId = await aVet(hospital)
  await hospital.deliver('user.changed', {
    id: vetId,
    version: 9,
    name: 'Dr Niamh Kelly',
    active: true,
    isVet: true,
    ownerId: null,
    prescriberNumber: 'IE-4711',
    prescriberExpiresOn: '2026-12-31',
  })
  const address = { street: '3 Quay Road', city: 'Dublin', country: 'Ireland' }
  ownerId = (await anOwner(hospital, { firstName: 'Ελένη', lastName: 'Łukasiewicz', address })).id
})
afterAll(() => hospital.close())

const vet = () => asRole('VET', { userId: vetId })
const labelOf = `query ($id: ID!, $place: ID!, $size: LabelSize!) {
  address: prescriptionLabel(prescriptionId: $id, locationId: $place, size: $size) { url fileName }
}`
const file = 'query ($address: String!) { documentFile(address: $address) { body } }'

async function prescribed(speciesId: string, more: object = {}): Promise<string> {
  const pet = await aPet(hospital, { ownerId, name: 'Žofie', speciesId })
  const input = {
    petId: pet.id,
    substanceId: (await aSubstance(hospital)).id,
    drug: 'Amoxicillin 50 mg tablets',
    unit: 'tablet',
    dose: 1.5,
    frequency: 'every 12 hours',
    instructions: 'With food.',
    quantity: 30,
    ...more,
  }
  const prescribe = 'mutation ($input: PrescribeInput!) { prescribe(input: $input) { id } }'
  const { data, errors } = await hospital.graphql(vet(), prescribe, { input })
  expect(errors).toEqual([])
  return (data['prescribe'] as { id: string }).id
}

const asked = (id: string, viewer = vet(), size = 'MM_29X90') =>
  hospital.graphql(viewer, labelOf, { id, place, size })

async function printed(id: string, size: string) {
  const { data, errors } = await asked(id, vet(), size)
  expect(errors).toEqual([])
  const { url } = data['address'] as { url: string }
  const address = url.slice(url.lastIndexOf('/') + 1)
  const answer = await hospital.graphql(vet(), file, { address })
  expect(answer.errors).toEqual([])
  const { status, output, fonts, text } = inspected(
    Buffer.from((answer.data['documentFile'] as { body: string }).body, 'base64'),
  )
  expect(output).toContain('No syntax or stream encoding errors')
  expect(status).toBe(0)
  for (const font of fonts) expect(font).toMatch(/ yes +yes +yes /)
  return text.replaceAll(/\s+/g, ' ')
}

withTools('the label of a prescription says all that its handing-out needs, on either size', async () => {
  const id = await prescribed('dog')
  for (const size of ['MM_29X90', 'MM_62X100']) {
    const text = await printed(id, size)
    for (const part of [
      'Seaside Veterinary Hospital',
      'Harbour Street · 12 Harbour Street, Dublin · +353 1 555 0100',
      'Žofie (dog) · Ελένη Łukasiewicz, 3 Quay Road, Dublin',
      'Amoxicillin 50 mg tablets · 30 tablet',
      'Give 1.5 tablet every 12 hours. With food.',
      'Dr Niamh Kelly, VCI IE-4711 · 2026-03-16',
      'For animal treatment only.',
      'Keep out of the reach of children.',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Withdrawal')
    expect(text).not.toContain('label 1 of')
  }
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    'prescription.create',
    'label.read',
    'label.read',
  ])
})

withTools(
  'an animal that may be eaten has room for the withdrawal period where the law asks for it',
  async () => {
    const id = await prescribed('rabbit')
    expect(await printed(id, 'MM_62X100')).toContain('Withdrawal period: ____')
    answered.timeZone = 'Pacific/Auckland'
    expect(await printed(id, 'MM_62X100')).not.toContain('Withdrawal')
    answered.timeZone = 'America/Chicago'
    expect(await printed(id, 'MM_62X100')).toContain('Caution: federal law restricts this drug')
    answered.timeZone = 'Europe/Dublin'
  },
)

withTools('directions that do not fit go on a second label instead of being cut off', async () => {
  const id = await prescribed('dog', {
    instructions: `${'Mix it well with the food. '.repeat(30)}Then rest.`,
  })
  const text = await printed(id, 'MM_29X90')
  expect(text).toContain('Then rest.')
  expect(text).toContain('label 2 of')
})

test('AU4: a label is for whoever hands out medicines, and none is printed of what was cancelled', async () => {
  const id = await prescribed('dog')
  const refused = async (viewer = vet()) => (await asked(id, viewer)).errors
  expect(await refused(asRole('OWNER', { ownerId }))).toMatchObject([{ code: 'FORBIDDEN' }])
  const cancel = 'mutation ($input: CancelPrescriptionInput!) { cancelPrescription(input: $input) { id } }'
  await hospital.graphql(vet(), cancel, { input: { id, reason: 'Allergic' } })
  expect(await refused()).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'prescriptionId' }])
})
