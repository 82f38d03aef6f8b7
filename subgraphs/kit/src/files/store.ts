import type { Readable } from 'node:stream'
import type { Settings } from '../settings.ts'
import { FolderStore } from './folder.ts'

/** Where the content of files is kept, by keys that begin with the file's id. */
export interface FileStore {
  /** Keeps the content under the key once all of it is there; whatever fails before leaves nothing. */
  put: (key: string, body: Readable, bytes: number) => Promise<void>
  /** The content, or null when there is none under the key. */
  get: (key: string) => Promise<Readable | null>
  /** Removes the content; it is no error when there is none. */
  delete: (key: string) => Promise<void>
  /** The keys whose content was written before an instant. */
  list: (before: Date) => AsyncIterable<string>
}

const stores = new WeakMap<Settings, Promise<FileStore>>()

async function open({ filesBucket, filesDirectory }: Settings): Promise<FileStore> {
  if (!filesBucket) return new FolderStore(filesDirectory)
  const { BucketStore } = await import('./bucket.ts')
  return new BucketStore(filesBucket)
}

/** The store that the operator has set; the client of S3 is loaded only where there is a bucket. */
export function fileStoreOf(settings: Settings): Promise<FileStore> {
  const known = stores.get(settings)
  if (known) return known
  const store = open(settings)
  stores.set(settings, store)
  return store
}
