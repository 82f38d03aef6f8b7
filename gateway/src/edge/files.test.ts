import { request } from 'node:http'
import { clinical } from '@vetgraph/clinical/schema'
import { identity } from '@vetgraph/identity/schema'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTestGateway, topologies } from '../testing/test-gateway.ts'
import { publicKeys, tokenFor } from '../testing/test-tokens.ts'

type TestGateway = Awaited<ReturnType<typeof openTestGateway>>

interface Sent {
  data?: Record<string, unknown>
  errors?: Array<{ message: string; extensions: Record<string, unknown> }>
}

/** A DICOM file of so many bytes. */
function aScan(bytes: number): Buffer {
  const file = Buffer.alloc(bytes, 7)
  file.write('DICM', 128)
  return file
}

describe.each(topologies)('PUT and GET /files/…, %s', (topology) => {
  let gateway: TestGateway
  let petId: string

  const make = async (name: string, input: object, answer = 'id') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const { data, errors } = await gateway.query(
      `mutation ($input: ${type}!) { made: ${name}(input: $input) { ${answer} } }`,
      { input },
    )
    expect(errors).toBeUndefined()
    return data!['made'] as Record<string, string>
  }

  const announce = (bytes: number) =>
    make('requestUpload', { petId, name: 'Žofie thorax.dcm', type: 'DICOM', bytes }, 'fileId url')

  const put = async (url: string, body: Buffer, token: string | null = gateway.token) => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${gateway.web}${url}`, {
      method: 'PUT',
      body: new Uint8Array(body),
      headers,
    })
    return { status: response.status, answer: (await response.json()) as Sent }
  }

  const get = (url: string, token: string | null = gateway.token) =>
    fetch(`${gateway.web}${url}`, token === null ? {} : { headers: { authorization: `Bearer ${token}` } })

  const addressOf = async (fileId: string) => {
    await make('attachToPet', { fileId, kind: 'IMAGING' })
    const { data } = await gateway.query('query ($ids: [ID!]!) { petFiles(ids: $ids) { content { url } } }', {
      ids: [fileId],
    })
    return (data!['petFiles'] as [{ content: { url: string } }])[0].content.url
  }

  const stateOf = async (fileId: string) => {
    const { sql } = gateway.runtimeOf('clinical').database
    const [row] = await sql`select state from clinical.files where id = ${fileId}`
    return row!['state'] as string
  }

  beforeAll(async () => {
    gateway = await openTestGateway(topology, { definitions: [{ ...identity, publicKeys }, clinical] })
    const { id: ownerId } = await make('createOwner', { firstName: 'Ada', lastName: 'Quill' })
    petId = (await make('createPet', { ownerId: ownerId!, speciesId: 'dog', name: 'Žofie' }))['id']!
  })
  afterAll(() => gateway.close())

  test('what was sent is fetched as it was, to be saved and never run as a page of the hospital', async () => {
    const content = aScan(3_000_000)
    const { fileId, url } = await announce(content.length)
    const { status, answer } = await put(url!, content)
    expect({ status, answer }).toMatchObject({ status: 200, answer: { data: { id: fileId } } })
    const response = await get(await addressOf(fileId!))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/dicom',
      'content-length': String(content.length),
      'content-disposition': expect.stringContaining("filename*=UTF-8''%C5%BDofie%20thorax.dcm") as string,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store, no-transform',
    })
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), content)).toBe(0)
  })

  test('for everybody else there is nothing, as at an address that never was', async () => {
    const content = aScan(500)
    const { fileId, url } = await announce(content.length)
    const others = [null, 'no-token', await tokenFor(asRole('VET')), await tokenFor(asRole('OWNER'))]
    const never = await put('/files/clinical/AAAA', content)
    expect(never.status).toBe(404)
    for (const token of others) {
      const { status, answer } = await put(url!, content, token)
      expect({ status, message: answer.errors?.[0]?.message }).toEqual({
        status: 404,
        message: never.answer.errors![0]!.message,
      })
    }
    await put(url!, content)
    const address = await addressOf(fileId!)
    for (const token of others) expect((await get(address, token)).status).toBe(404)
    for (const path of [
      url!,
      `${address}A`,
      address.replace('clinical', 'identity'),
      address.replace('clinical', 'x'),
    ])
      expect((await get(path)).status).toBe(404)
  })

  test('what is refused is told by code and field, and can be sent rightly afterwards', async () => {
    const content = aScan(2_000_000)
    const { fileId, url } = await announce(content.length)
    const wrong = await put(url!, Buffer.alloc(content.length))
    expect(wrong).toMatchObject({
      status: 400,
      answer: { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'file' } }] },
    })
    // The length alone is refused before the body was read.
    const short = await put(url!, Buffer.alloc(1_900_000))
    expect(short.answer.errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'bytes' })
    expect(await stateOf(fileId!)).toBe('AWAITED')
    expect((await put(url!, content)).status).toBe(200)
  })

  test('more than 100 MB is refused by its announced length, and what has no length too', async () => {
    const { url } = await announce(500)
    const ask = (headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const sending = request(
          `${gateway.web}${url}`,
          { method: 'PUT', headers: { authorization: `Bearer ${gateway.token}`, ...headers } },
          (response) => {
            resolve(response.statusCode!)
            sending.destroy()
          },
        )
        sending.on('error', reject)
        sending.write('x')
      })
    expect(await ask({ 'content-length': String(100 * 1024 * 1024 + 1) })).toBe(413)
    expect(await ask({ 'transfer-encoding': 'chunked' })).toBe(411)
  })

  test('an upload that is cut off leaves nothing, and is sent again at the same address', async () => {
    const content = aScan(1_000_000)
    const { fileId, url } = await announce(content.length)
    await new Promise<void>((done) => {
      const sending = request(`${gateway.web}${url}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${gateway.token}`, 'content-length': content.length },
      })
      sending.on('error', () => done())
      sending.write(content.subarray(0, 600_000), () => sending.destroy())
      sending.on('close', () => done())
    })
    expect(await stateOf(fileId!)).toBe('AWAITED')
    await vi.waitFor(async () => expect((await put(url!, content)).status).toBe(200))
    expect(await stateOf(fileId!)).toBe('RECEIVED')
  })
})
