import type { Sending } from '../../ui/uploads'
import { session } from './session'

const lost = 'The file did not arrive. Check the connection and try again.'

const messageIn = (text: string): string => {
  try {
    const { errors } = JSON.parse(text) as { errors?: Array<{ message: string }> }
    return errors?.[0]?.message ?? lost
  } catch {
    return lost
  }
}

/** Sends a file to its address; `fetch` would tell nothing of how far it has come. */
export async function sendFile(url: string, file: Blob, { onProgress, signal }: Sending): Promise<void> {
  const token = await session.usableToken()
  await new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('authorization', `Bearer ${token ?? ''}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => onProgress(loaded / file.size)
    request.onload = () =>
      request.status === 200 ? resolve() : reject(new Error(messageIn(request.responseText)))
    request.onerror = () => reject(new Error(lost))
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    if (signal.aborted) request.abort()
    else request.send(file)
  })
}
