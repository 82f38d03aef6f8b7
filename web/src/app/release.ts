/** What the browsers say when the file of a page, or its style sheet, cannot be loaded. */
const loadFailures =
  /dynamically imported module|importing a module script failed|module script|unable to preload css/i

export const isLoadFailure = (error: unknown): boolean =>
  error instanceof Error && loadFailures.test(error.message)

const entryOf = (page: Document): string | null =>
  page.querySelector('script[type=module][src]')?.getAttribute('src') ?? null

export type LoadFailure = 'offline' | 'updated' | 'unknown'

/** Why a file could not be loaded: the page that the server sends now names another entry script after a release. */
export async function causeOfLoadFailure(): Promise<LoadFailure> {
  try {
    const answer = await fetch('/', { cache: 'no-store' })
    if (!answer.ok) return 'offline'
    const entry = entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    return entry && entry !== entryOf(document) ? 'updated' : 'unknown'
  } catch {
    return 'offline'
  }
}
