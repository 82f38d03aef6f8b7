import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVaccination, aVaccine, aVet, dogRabies } from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph
let place: string
let vetId: string
let ownerId: string
let petId: string

/** What identity would answer; a test may take the vet's number. */
const prescriber = { number: 'IE-4711' as string | null, expiresOn: '2026-12-31' as string | null }

const askIdentity: AskPeer = async (type, ids) =>
  ids.map((id) =>
    type === 'Location'
      ? {
          id,
          name: 'Harbour Street',
          address: '12 Harbour Street, Dublin',
          phone: '+353 1 555 0100',
          timeZone: 'Europe/Dublin',
          hospitalName: 'Seaside Veterinary Hospital',
        }
      : {
          id,
          name: 'Dr Niamh Kelly',
          prescriberNumber: prescriber.number,
          prescriberExpiresOn: prescriber.expiresOn,
        },
  )

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, askIdentity)
  place = await aPlace(hospital)
  vetId = await aVet(hospital)
  ownerId = (
    await anOwner(hospital, {
      firstName: 'Ελένη',
      lastName: 'Łukasiewicz',
      phone: '+353 85 123 4567',
      address: { street: 'ул. Ленина 5', city: 'Dublin', country: 'Ireland' },
    })
  ).id
  petId = (
    await aPet(hospital, { ownerId, name: 'Žofie', dateOfBirth: '2022-01-01', color: 'black and tan' })
  ).id
  await aWeight(hospital, petId, 8_200, '2026-03-01T09:00:00Z')
})
afterAll(() => hospital.close())

const vet = () => asRole('VET', { userId: vetId })
const addressOf = `url fileName expiresAt`
const vaccinationsOf = `query ($id: ID!) { address: vaccinationCertificate(petId: $id) { ${addressOf} } }`
const rabiesOf = `query ($id: ID!) { address: rabiesCertificate(vaccinationId: $id) { ${addressOf} } }`
const file = 'query ($address: String!) { documentFile(address: $address) { fileName body } }'

const lastPart = (url: string) => url.slice(url.lastIndexOf('/') + 1)

async function addressFrom(query: string, id: string, viewer = vet()) {
  const { data, errors } = await hospital.graphql(viewer, query, { id })
  expect(errors).toEqual([])
  return data['address'] as { url: string; fileName: string; expiresAt: string }
}

async function fetched(url: string, viewer = vet()): Promise<Buffer> {
  const { data, errors } = await hospital.graphql(viewer, file, { address: lastPart(url) })
  expect(errors).toEqual([])
  return Buffer.from((data['documentFile'] as { body: string }).body, 'base64')
}

const aRabiesVaccination = async (overrides: { productId?: string; [name: string]: unknown } = {}) =>
  aVaccination(hospital, {
    petId,
    locationId: place,
    vetId,
    tagNumber: 'T-9',
    lot: 'RB77',
    ...overrides,
    productId:
      overrides.productId ??
      (
        await aVaccine(hospital, {
          name: `Rabisure ${newId()}`,
          protocolIds: [dogRabies],
          licensedMonths: 36,
        })
      ).id,
  })

withTools('MR8: a rabies certificate has the fields of NASPHV form 51', async () => {
  const { id } = await aRabiesVaccination()
  const pdf = await fetched((await addressFrom(rabiesOf, id)).url)
  const { status, output, fonts, text } = inspected(pdf)
  expect(output).toContain('No syntax or stream encoding errors')
  expect(status).toBe(0)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font).toMatch(/ yes +yes +yes /)
  for (const field of [
    'Seaside Veterinary Hospital',
    'Harbour Street · 12 Harbour Street, Dublin · +353 1 555 0100',
    'T-9',
    'Łukasiewicz, Ελένη',
    '+353 85 123 4567',
    'ул. Ленина 5',
    'Žofie',
    'Dog',
    'black and tan',
    'Under 20 lb (8.2 kg)',
    '2026-03-16',
    '2027-03-16',
    'Initial dose',
    '3 years',
    'RB77',
    'Acme Animal Health',
    'Dr Niamh Kelly',
    'IE-4711',
    'Page 1 of 1',
  ])
    expect(text).toContain(field)
  expect(text).toMatch(/4 ?y ?2 ?m/)
  expect(await hospital.audited(id)).toMatchObject([
    { action: 'vaccination.record' },
    { action: 'certificate.read', actorId: vetId },
  ])
})

withTools('a certificate of many vaccinations goes on over pages, with its head repeated', async () => {
  const pet = await aPet(hospital, { ownerId, name: 'Bella', dateOfBirth: '2015-01-01' })
  const { id: productId } = await aVaccine(hospital, { name: 'Rabisure', protocolIds: [dogRabies] })
  for (let month = 0; month < 40; month++) {
    const givenOn = `${2018 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
    await aRabiesVaccination({ petId: pet.id, givenOn, productId })
  }
  const wrong = await aRabiesVaccination({ petId: pet.id, givenOn: '2024-01-01', lot: 'WRONG', productId })
  await hospital.graphql(
    vet(),
    'mutation ($input: RetractVaccinationInput!) { retractVaccination(input: $input) { id } }',
    { input: { id: wrong.id, version: 1, reason: 'Wrong pet.' } },
  )
  const { status, text } = inspected(await fetched((await addressFrom(vaccinationsOf, pet.id)).url))
  expect(status).toBe(0)
  expect(text).toMatch(/Page 2 of \d/)
  expect(text.match(/Seaside Veterinary Hospital/g)!.length).toBeGreaterThan(1)
  expect(text.match(/RB77/g)).toHaveLength(40)
  expect(text).not.toContain('WRONG')
})

test('U2: a rabies certificate is refused without a prescriber number that holds, and for what is no rabies vaccination', async () => {
  const { id } = await aRabiesVaccination({ givenOn: '2026-03-02' })
  const refused = async (of: string) => (await hospital.graphql(vet(), rabiesOf, { id: of })).errors
  const { url } = await addressFrom(rabiesOf, id)
  prescriber.expiresOn = '2026-03-15'
  expect(await refused(id)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'vaccinationId' }])
  // An address that was made before says the same.
  const late = await hospital.graphql(vet(), file, { address: lastPart(url) })
  expect(late.errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  prescriber.number = null
  expect(await refused(id)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'vaccinationId' }])
  Object.assign(prescriber, { number: 'IE-4711', expiresOn: '2026-12-31' })
  const other = await aVaccination(hospital, { petId, locationId: place, vetId })
  expect(await refused(other.id)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'vaccinationId' }])
  expect(await refused(newId())).toMatchObject([{ code: 'NOT_FOUND', field: 'vaccinationId' }])
})

test('AU4: a document’s address is for one viewer, for five minutes, and unchanged; for all others there is none', async () => {
  await aRabiesVaccination({ givenOn: '2026-03-03' })
  const owner = asRole('OWNER', { ownerId })
  const { url, fileName, expiresAt } = await addressFrom(vaccinationsOf, petId, owner)
  expect(url).toMatch(/^\/documents\/clinical\/[\w-]+$/)
  expect(fileName).toBe('vaccinations-Zofie.pdf')
  expect(expiresAt).toBe('2026-03-16T08:05:00.000Z')
  expect((await fetched(url, owner)).subarray(0, 5).toString()).toBe('%PDF-')
  const nothing = async (viewer: typeof owner, address: string) =>
    expect((await hospital.graphql(viewer, file, { address })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  await nothing(vet(), lastPart(url))
  await nothing(asRole('OWNER', { ownerId }), lastPart(url))
  await nothing(owner, `${lastPart(url).slice(0, -2)}AA`)
  await nothing(owner, 'x')
  hospital.setNow('2026-03-16T08:05:01.000Z')
  await nothing(owner, lastPart(url))
  hospital.setNow('2026-03-16T08:00:00.000Z')
  const stranger = asRole('OWNER', { ownerId: newId() })
  expect((await hospital.graphql(stranger, vaccinationsOf, { id: petId })).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
})
