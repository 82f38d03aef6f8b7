import type { Readable } from 'node:stream'

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
