import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settingsFrom } from '../settings.ts'
import { temporaryData } from '../testing/subgraph.ts'
import { FolderStore } from './folder.ts'
import { fileStoreOf } from './store.ts'
import type { FileStore } from './file-store.ts'

const data = temporaryData()
const bucket = 'hospital'
let server: S3rver
let stores: Record<string, FileStore>

beforeAll(async () => {
  server = new S3rver({
    port: 0,
    silent: true,
    directory: `${data.directory}-s3`,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await server.run()
  stores = {
    'a folder': await fileStoreOf(settingsFrom({ DATA_DIR: data.directory }, '')),
    'a bucket': await fileStoreOf(
      settingsFrom(
        {
          FILES_S3_BUCKET: bucket,
          FILES_S3_ENDPOINT: `http://localhost:${port}`,
          FILES_S3_ACCESS_KEY_ID: 'S3RVER',
          FILES_S3_SECRET_ACCESS_KEY: 'S3RVER',
        },
        '',
      ),
    ),
  }
})
afterAll(async () => {
  await server.close()
  await data.remove()
})

async function keysOf(store: FileStore, before = new Date(Date.now() + 60_000)) {
  const keys: string[] = []
  for await (const key of store.list(before)) keys.push(key)
  return keys
}

describe.each(['a folder', 'a bucket'])('files in %s', (name) => {
  test('what was put is got as it was, listed by its age, and deleted', async () => {
    const store = stores[name]!
    const key = `${randomUUID()}.1`
    await store.put(key, Readable.from(['Ultra', 'sound']), 10)
    expect(await text((await store.get(key))!)).toBe('Ultrasound')
    expect(await keysOf(store)).toEqual([key])
    expect(await keysOf(store, new Date(Date.now() - 60_000))).toEqual([])
    await store.delete(key)
    await store.delete(key)
    expect(await store.get(key)).toBeNull()
    expect(await keysOf(store)).toEqual([])
  })

  test('a content that breaks off is told, and not waited for', async () => {
    await expect(stores[name]!.put(`${randomUUID()}.1`, torn(), 200_000)).rejects.toThrow('torn')
  })
})

/** Half of what was announced. */
const torn = () =>
  Readable.from(
    (async function* () {
      yield await Promise.resolve(Buffer.alloc(100_000))
      throw new Error('torn')
    })(),
  )

// Of a bucket it is the service's promise, which the server of these tests does not keep.
test('what breaks off while it is written leaves nothing in a folder', async () => {
  const store = new FolderStore(`${data.directory}/torn`)
  await expect(store.put(`${randomUUID()}.1`, torn())).rejects.toThrow('torn')
  expect(await keysOf(store)).toEqual([])
})

test('settings that cannot be meant are refused at the start', () => {
  expect(() => settingsFrom({ FILES_S3_BUCKET: 'x', FILES_S3_ENDPOINT: 'objects' }, '')).toThrow(
    'FILES_S3_ENDPOINT',
  )
  expect(() => settingsFrom({ FILES_S3_BUCKET: 'x', FILES_S3_ACCESS_KEY_ID: 'a' }, '')).toThrow('or neither')
  expect(() => settingsFrom({ CLAMD_URL: 'http://x' }, '')).toThrow('CLAMD_URL')
})
