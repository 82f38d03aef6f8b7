import { createContext } from 'react'

export interface Sending {
  /** From 0 to 1. */
  onProgress: (share: number) => void
  /** Stops it. */
  signal: AbortSignal
}

/** Sends a file to an upload address as the person who is signed in; the app knows how. */
export const SendFile = createContext<(url: string, file: Blob, sending: Sending) => Promise<void>>(() =>
  Promise.reject(new Error('SendFile needs the app around it')),
)
