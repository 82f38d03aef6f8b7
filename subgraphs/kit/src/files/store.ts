import type { Settings } from '../settings.ts'
import type { FileStore } from './file-store.ts'
import { FolderStore } from './folder.ts'

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
