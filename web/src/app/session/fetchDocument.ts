import { session } from './session'

/** Fetches a document by its address, as the person who is signed in. */
export async function fetchDocument(url: string): Promise<Blob> {
  const token = await session.usableToken()
  const response = token && (await fetch(url, { headers: { authorization: `Bearer ${token}` } }))
  if (!response || !response.ok)
    throw new Error('The document cannot be fetched right now. Please try again.')
  return response.blob()
}
