import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileStore } from './file-store.ts'

const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** An id ends in what is random, so that its last letters spread files evenly over folders. */
const folderOf = (key: string) => key.slice(34, 36)

/** Keeps files in a folder of this machine. */
export class FolderStore implements FileStore {
  constructor(private readonly path: string) {}

  private pathOf(key: string) {
    return join(this.path, folderOf(key), key)
  }

  async put(key: string, body: Readable) {
    const path = this.pathOf(key)
    const part = `${path}.${randomUUID()}.part`
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    try {
      await pipeline(body, createWriteStream(part, { mode: 0o600, flush: true }))
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }

  async get(key: string): Promise<Readable | null> {
    try {
      // Opened first, so that what is missing is known before an answer begins.
      const file = await open(this.pathOf(key))
      return createReadStream('', { fd: file })
    } catch (error) {
      if (isAbsent(error)) return null
      throw error
    }
  }

  async delete(key: string) {
    await rm(this.pathOf(key), { force: true })
  }

  async *list(before: Date) {
    const folders = await readdir(this.path).catch((error: unknown) => {
      if (isAbsent(error)) return []
      throw error
    })
    for (const folder of folders) {
      for (const key of await readdir(join(this.path, folder))) {
        const facts = await stat(join(this.path, folder, key)).catch(() => null)
        if (facts && facts.mtime < before) yield key
      }
    }
  }
}
