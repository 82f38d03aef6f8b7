import { session } from './session'

const ask = (url: string) => fetch(url, { headers: { authorization: `Bearer ${session.token() ?? ''}` } })

/** Fetches a document by its address; a stale token is renewed once. */
export async function fetchDocument(url: string): Promise<Blob> {
  if (session.expiresSoon()) await session.refresh()
  const response = await ask(url)
  if (!response.ok) throw new Error('The document cannot be fetched right now. Please try again.')
  return response.blob()
}
