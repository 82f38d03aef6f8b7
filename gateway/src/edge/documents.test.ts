import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clinical } from '@vetgraph/clinical/schema'
import { identity } from '@vetgraph/identity/schema'
import { newId } from '@vetgraph/kit/ids'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { publicKeys, tokenFor } from '../testing/test-tokens.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

describe.each(topologies)('GET /documents/…, %s', (topology) => {
  let gateway: TestGateway
  let url: string

  const make = async (name: string, input: object) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const { data, errors } = await gateway.query(
      `mutation ($input: ${type}!) { made: ${name}(input: $input) { id } }`,
      { input },
    )
    expect(errors).toBeUndefined()
    return (data!['made'] as { id: string }).id
  }

  beforeAll(async () => {
    gateway = await openTestGateway(topology, { definitions: [{ ...identity, publicKeys }, clinical] })
    const locationId = newId()
    const { sql } = gateway.runtimeOf('identity').database
    await sql`insert into identity.locations (id, name, time_zone, currency, address, opening_hours, tax_rate, created_at, updated_at)
      values (${locationId}, 'Harbour Street', 'Europe/Dublin', 'EUR', '12 Harbour Street', '[]', 0, now(), now())`
    const ownerId = await make('createOwner', { firstName: 'Ada', lastName: 'Quill' })
    const petId = await make('createPet', { ownerId, speciesId: 'dog', name: 'Žofie' })
    const { data } = await gateway.query('{ vaccinationProtocols(speciesId: "dog") { id } }')
    const [protocol] = data!['vaccinationProtocols'] as Array<{ id: string }>
    await make('recordVaccination', {
      petId,
      locationId,
      elsewhere: true,
      productName: 'Some vaccine',
      protocolIds: [protocol!.id],
    })
    const answer = await gateway.query(
      'query ($petId: ID!) { vaccinationCertificate(petId: $petId) { url } }',
      { petId },
    )
    expect(answer.errors).toBeUndefined()
    url = (answer.data!['vaccinationCertificate'] as { url: string }).url
  })
  afterAll(() => gateway.close())

  const get = (path: string, token: string | null = gateway.token) =>
    fetch(`${gateway.web}${path}`, token === null ? {} : { headers: { authorization: `Bearer ${token}` } })

  test('its viewer is answered the document, to be saved and never run as a page of the hospital', async () => {
    const response = await get(url)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="vaccinations-Zofie.pdf"/,
      ) as string,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store, no-transform',
    })
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  test('for everybody else there is nothing, as at an address that never was', async () => {
    const never = await get('/documents/clinical/AAAA')
    const nothing = await never.json()
    expect(never.status).toBe(404)
    const others = [null, 'no-token', await tokenFor(asRole('VET')), await tokenFor(asRole('OWNER'))]
    for (const token of others) {
      const response = await get(url, token)
      expect(response.status).toBe(404)
      const { errors } = (await response.json()) as { errors: Array<{ message: string }> }
      expect(errors[0]!.message).toBe((nothing as { errors: Array<{ message: string }> }).errors[0]!.message)
    }
    for (const path of [`${url}A`, url.replace('clinical', 'identity'), url.replace('clinical', 'nobody')]) {
      expect((await get(path)).status).toBe(404)
    }
  })

  test('clients do not find in the schema what the gateway asks for', async () => {
    const { errors } = await gateway.query('{ documentFile(address: "x") { body } }')
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
  })
})
