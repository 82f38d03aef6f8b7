import { client } from '../apollo/client'
import { fetchDocument } from './fetchDocument'
import { FileThumbnailsDocument } from './files.gen'

const maxAsked = 100
const maxKept = 500

type Waiting = Map<string, (url: string | null) => void>

/** The thumbnails that one person has seen: many are asked for at once, and none twice. */
export class Thumbnails {
  private readonly known = new Map<string, Promise<string | null>>()
  private waiting: Waiting = new Map()

  /** The address of a thumbnail; null when there is none, or none that this person may see. */
  readonly get = (fileId: string): Promise<string | null> => {
    const known = this.known.get(fileId)
    if (known) return known
    const url = new Promise<string | null>((resolve) => {
      if (this.waiting.size === 0) setTimeout(() => void this.ask(), 10)
      this.waiting.set(fileId, resolve)
    })
    this.known.set(fileId, url)
    if (this.known.size > maxKept) this.forget(this.known.keys().next().value!)
    return url
  }

  clear() {
    for (const fileId of [...this.known.keys()]) this.forget(fileId)
  }

  private forget(fileId: string) {
    void this.known.get(fileId)?.then((url) => url && URL.revokeObjectURL(url))
    this.known.delete(fileId)
  }

  private async ask() {
    const asked: Waiting = new Map([...this.waiting].slice(0, maxAsked))
    for (const fileId of asked.keys()) this.waiting.delete(fileId)
    if (this.waiting.size > 0) setTimeout(() => void this.ask(), 0)
    const ids = [...asked.keys()]
    try {
      const { data } = await client.query({
        query: FileThumbnailsDocument,
        variables: { ids },
        fetchPolicy: 'no-cache',
      })
      await Promise.all(
        ids.map(async (id, index) => {
          const address = data?.petFiles[index]?.thumbnail?.url
          asked.get(id)!(address ? URL.createObjectURL(await fetchDocument(address)) : null)
        }),
      )
    } catch {
      // Without a picture the initial stands there; the next page tries again.
      for (const [id, resolve] of asked) {
        this.known.delete(id)
        resolve(null)
      }
    }
  }
}
