import { createHash } from 'node:crypto'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { fileStoreOf } from '@vetgraph/kit/files/store'
import { asRole, requestOf, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aDicom, aFile, aJpeg, announce, aPdf, aSentFile, sendTo } from './file.factory.ts'
import { FileType } from './file.table.ts'
import { sweepFiles } from './sweep.service.ts'

let hospital: TestSubgraph
let petId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  petId = (await aPet(hospital)).id
})
afterAll(() => hospital.close())

const vet = asRole('VET')

const storeOf = (of: TestSubgraph) => fileStoreOf(of.context().settings)

async function keysOf(of: TestSubgraph) {
  const keys: string[] = []
  for await (const key of (await storeOf(of)).list(new Date(Date.now() + 60_000))) keys.push(key)
  return keys.sort()
}

/** Sends what was announced as a photo; answers the error. */
async function refused(content: Buffer, type = FileType.JPEG, name = 'bella.jpg') {
  const before = await keysOf(hospital)
  const { fileId, address, errors } = await announce(hospital, vet, {
    petId,
    name,
    type,
    bytes: content.length,
  })
  if (errors.length > 0) return errors[0]!
  const answer = await sendTo(hospital, vet, address, content)
  const [row] = await hospital.admin`select state from clinical.files where id = ${fileId!}`
  // Nothing half-written, nothing orphaned.
  expect(row).toMatchObject({ state: 'AWAITED' })
  expect(await keysOf(hospital)).toEqual(before)
  const [error] = answer.errors ?? []
  return { code: error?.extensions?.['code'], field: error?.extensions?.['field'], message: error?.message }
}

async function contentOf(of: TestSubgraph, id: string) {
  const [row] = await of.admin`select content_key from clinical.files where id = ${id}`
  const body = await (await storeOf(of)).get(row!['content_key'] as string)
  return buffer(body!)
}

test('a photo is kept upright and without metadata, with its hash and a thumbnail (MR5)', async () => {
  const content = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#345' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Exif of the phone' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const { id, answer } = await aSentFile(hospital, { petId, viewer: vet, content })
  expect(answer.errors).toBeUndefined()
  expect(answer.data).toMatchObject({ id, width: 600, height: 900, scanned: false })
  const kept = await contentOf(hospital, id)
  expect(answer.data).toMatchObject({
    bytes: kept.length,
    sha256: createHash('sha256').update(kept).digest('hex'),
  })
  const { exif, orientation, width } = await sharp(kept).metadata()
  expect({ exif, orientation, width }).toEqual({ exif: undefined, orientation: undefined, width: 600 })
  const [row] = await hospital.admin`select content_key from clinical.files where id = ${id}`
  const small = await (await storeOf(hospital)).get(`${row!['content_key']}.thumbnail`)
  expect(await sharp(await buffer(small!)).metadata()).toMatchObject({
    format: 'webp',
    width: 213,
    height: 320,
  })
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual(['file.request', 'file.receive'])
})

test.each([
  [FileType.PDF, 'result.pdf', aPdf],
  [FileType.DICOM, 'thorax.dcm', aDicom()],
])('a %s is kept as it is', async (type, name, content) => {
  const { id } = await aSentFile(hospital, { petId, viewer: vet, type, name, content })
  expect(await contentOf(hospital, id)).toEqual(content)
})

describe('bad files are refused with one typed error, and nothing is kept', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const polyglot = Buffer.concat([Buffer.from('%PDF-1.4\n<html><script>alert(1)</script>'), aPdf])
  const wrongWay = Buffer.concat([Buffer.from('<!doctype html><script>alert(1)</script>'), aPdf])

  test.each([
    ['another format behind the right name', () => aPdf, FileType.JPEG, 'bella.jpg'],
    ['an SVG with a script', () => svg, FileType.PNG, 'bella.png'],
    ['a web page', () => wrongWay, FileType.PDF, 'result.pdf'],
    ['a PDF that is a web page too', () => polyglot, FileType.PDF, 'result.pdf'],
    [
      'an image that breaks off',
      async () => (await aJpeg(640, 480)).subarray(0, 900),
      FileType.JPEG,
      'bella.jpg',
    ],
  ])('%s', async (_what, content, type, name) => {
    expect(await refused(await content(), type, name)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'file',
    })
  })

  test('an image of 60,000 × 60,000 pixels, before its pixels are decoded', async () => {
    const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    expect(await refused(png, FileType.PNG, 'x.png')).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'file',
      message: expect.stringContaining('60000 × 60000 pixels') as string,
    })
  })

  test('0 bytes, and more than 100 MB, when they are announced', async () => {
    for (const bytes of [0, -1, 100 * 1024 * 1024 + 1]) {
      const { errors } = await announce(hospital, vet, { petId, name: 'x.pdf', type: FileType.PDF, bytes })
      expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'bytes' })
    }
  })

  test('another length than the announced one, 0 bytes among them', async () => {
    const { address } = await announce(hospital, vet, { petId, name: 'x.pdf', type: FileType.PDF, bytes: 10 })
    for (const content of [Buffer.alloc(0), Buffer.alloc(11)]) {
      const { errors } = await sendTo(hospital, vet, address, content)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'bytes' })
    }
  })
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

test('a name gets the extension of its format: a computer opens by it what was saved', async () => {
  const { id } = await aFile(hospital, {
    petId,
    viewer: vet,
    name: 'result.html',
    type: FileType.PDF,
    content: aPdf,
  })
  const { data } = await hospital.graphql(vet, 'query ($ids: [ID!]!) { petFiles(ids: $ids) { name } }', {
    ids: [id],
  })
  expect(data['petFiles']).toEqual([{ name: 'result.html.pdf' }])
})

test('an upload that is cut off leaves nothing and can be sent again; a repetition is answered alike', async () => {
  const before = await keysOf(hospital)
  const content = aDicom(200_000)
  const asked = { petId, name: 'x.dcm', type: FileType.DICOM, bytes: content.length }
  const { fileId, address } = await announce(hospital, vet, asked)
  const torn = Readable.from(
    (async function* () {
      yield await Promise.resolve(content.subarray(0, 100_000))
      throw new Error('the telephone lost its network')
    })(),
  )
  const { errors } = await hospital.runtime.receiveFile(
    address,
    { body: torn, bytes: content.length },
    requestOf(vet),
  )
  expect(errors).toHaveLength(1)
  expect(await keysOf(hospital)).toEqual(before)
  const answers = [
    await sendTo(hospital, vet, address, content),
    await sendTo(hospital, vet, address, content),
  ]
  expect(answers[0]!.data).toMatchObject({ id: fileId, bytes: content.length })
  expect(answers[1]).toEqual(answers[0])
  expect(await keysOf(hospital)).toHaveLength(before.length + 1)
})

test('of ten desks that send to one address at once, exactly one content is kept', async () => {
  const content = aDicom()
  const asked = { petId, name: 'x.dcm', type: FileType.DICOM, bytes: content.length }
  const { fileId, address } = await announce(hospital, vet, asked)
  const answers = await Promise.all(Array.from({ length: 10 }, () => sendTo(hospital, vet, address, content)))
  expect(new Set(answers.map(({ data }) => data?.['sha256'])).size).toBe(1)
  expect((await hospital.audited(fileId!)).filter(({ action }) => action === 'file.receive')).toHaveLength(1)
})

test('for others, after it has expired, and when it was changed, an upload address does not exist', async () => {
  const asked = { petId, name: 'x.pdf', type: FileType.PDF, bytes: aPdf.length }
  const { address } = await announce(hospital, vet, asked)
  const ofOther = await sendTo(hospital, asRole('VET'), address, aPdf)
  const changed = await sendTo(hospital, vet, `${address.slice(0, -2)}AA`, aPdf)
  const now = hospital.now().toISOString()
  hospital.setNow('2026-03-16T08:16:00Z')
  const expired = await sendTo(hospital, vet, address, aPdf)
  hospital.setNow(now)
  for (const { errors } of [ofOther, changed, expired]) {
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' })
  }
  expect((await sendTo(hospital, vet, address, aPdf)).errors).toBeUndefined()
})

test('whoever may not upload is refused when it is announced', async () => {
  const input = { petId, name: 'x.pdf', type: FileType.PDF, bytes: 10 }
  expect((await announce(hospital, asRole('SCREEN'), input)).errors[0]?.code).toBe('FORBIDDEN')
  const ofNobody = { ...input, petId: '018f0000-0000-7000-8000-000000000000' }
  expect((await announce(hospital, vet, ofNobody)).errors[0]).toMatchObject({
    code: 'NOT_FOUND',
    field: 'petId',
  })
})

test('what was never attached is removed after a day, from the table and the store, and so is what nobody knows', async () => {
  const own = await TestSubgraph.open(clinical)
  const { id: kept } = await aFile(own)
  await aSentFile(own)
  await announce(own, vet, { petId: (await aPet(own)).id, name: 'x.pdf', type: FileType.PDF, bytes: 10 })
  const store = await storeOf(own)
  await store.put('018f0000-0000-7000-8000-000000000000.left', Readable.from('left'), 4)
  expect(await keysOf(own)).toHaveLength(5)
  own.setNow(new Date(Date.now() + 2 * 86_400_000).toISOString())
  await sweepFiles(own.context())
  const [row] = await own.admin`select content_key from clinical.files`
  expect(await keysOf(own)).toEqual([row!['content_key'], `${row!['content_key']}.thumbnail`])
  expect((await own.admin`select id from clinical.files`).map(({ id }) => id as string)).toEqual([kept])
  await own.close()
})

test('a file that is attached while it would be removed keeps its content', async () => {
  const own = await TestSubgraph.open(clinical)
  const { id: fileId } = await aSentFile(own)
  const keys = await keysOf(own)
  own.setNow(new Date(Date.now() + 2 * 86_400_000).toISOString())
  let sweeping: Promise<void> | null = null
  await own.admin.begin(async (sql) => {
    await sql`update clinical.files set state = 'ATTACHED', attached_at = now(), attached_by = uploaded_by
      where id = ${fileId}`
    sweeping = sweepFiles(own.context())
    await own.waiting(1)
  })
  await sweeping!
  expect(await keysOf(own)).toEqual(keys)
  await own.close()
})

test('a file of 100 MB adds less than 64 MB of memory', async () => {
  const bytes = 100 * 1024 * 1024
  const asked = { petId, name: 'ct.dcm', type: FileType.DICOM, bytes }
  const { address } = await announce(hospital, vet, asked)
  const zeros = Buffer.alloc(64 * 1024)
  const first = aDicom(zeros.length)
  let highest = 0
  const used = () => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const body = Readable.from(
    (function* () {
      for (let sent = 0; sent < bytes; sent += zeros.length) {
        highest = Math.max(highest, used())
        yield sent === 0 ? first : zeros
      }
    })(),
  )
  const before = used()
  const { errors } = await hospital.runtime.receiveFile(address, { body, bytes }, requestOf(vet))
  expect(errors).toBeUndefined()
  expect(Math.max(highest, used()) - before).toBeLessThan(64 * 1024 * 1024)
})

describe('with a virus scanner', () => {
  let clamd: Server
  let scanned: TestSubgraph

  /** Speaks as much of clamd's protocol as we use, and finds what says that it is a virus. */
  beforeAll(async () => {
    clamd = createServer((socket) => {
      let heard = Buffer.alloc(0)
      socket.on('data', (chunk) => {
        heard = Buffer.concat([heard, chunk])
        if (!heard.subarray(-4).equals(Buffer.alloc(4))) return
        expect(heard.subarray(0, 10).toString()).toBe('zINSTREAM\0')
        socket.end(heard.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0')
      })
    })
    await new Promise<void>((done) => clamd.listen(0, '127.0.0.1', done))
    const { port } = clamd.address() as AddressInfo
    scanned = await TestSubgraph.open(clinical, undefined, { clamdUrl: `tcp://127.0.0.1:${port}` })
  })
  afterAll(async () => {
    await scanned.close()
    clamd.close()
  })

  test('what it passes is marked as scanned', async () => {
    expect((await aSentFile(scanned)).answer.data).toMatchObject({ scanned: true })
  })

  test('what it finds something in is quarantined: kept for a day, never attached, never given out', async () => {
    const content = Buffer.concat([aPdf, Buffer.from('EICAR')])
    const sent = await aSentFile(scanned, { viewer: vet, type: FileType.PDF, name: 'x.pdf', content })
    expect(sent.answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'file' })
    const [row] = await scanned.admin`select state, finding from clinical.files where id = ${sent.id}`
    expect(row).toEqual({ state: 'QUARANTINED', finding: 'Eicar-Signature' })
    const { errors } = await scanned.graphql(
      vet,
      'mutation ($input: AttachToPetInput!) { attachToPet(input: $input) { id } }',
      { input: { fileId: sent.id, kind: 'DOCUMENT' } },
    )
    expect(errors[0]?.code).toBe('NOT_FOUND')
    expect((await scanned.audited(sent.id)).map(({ action }) => action)).toContain('file.quarantine')
  })

  test('when it does not answer nothing is taken in, and the sender is told to try again', async () => {
    const broken = await TestSubgraph.open(clinical, undefined, { clamdUrl: 'tcp://127.0.0.1:1' })
    const { answer } = await aSentFile(broken)
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE' })
    expect(await keysOf(broken)).toEqual([])
    await broken.close()
  })
})
