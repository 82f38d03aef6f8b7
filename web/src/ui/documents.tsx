import { createContext, useContext, useState } from 'react'
import { problemOf } from './errors'
import { useToast } from './toasts'

export interface DocumentAddress {
  url: string
  fileName: string
}

/** Fetches a document as the person who is signed in; the app knows how. */
export const FetchDocument = createContext<(url: string) => Promise<Blob>>(() =>
  Promise.reject(new Error('FetchDocument needs the app around it')),
)

/** Saves a document under its name, once the hospital has answered its address. */
export function useDownload() {
  const fetchDocument = useContext(FetchDocument)
  const toast = useToast()
  const [loading, setLoading] = useState(false)
  const download = async (askAddress: () => Promise<DocumentAddress | null | undefined>) => {
    setLoading(true)
    try {
      const address = await askAddress()
      if (!address) return
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await fetchDocument(address.url))
      link.download = address.fileName
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    } finally {
      setLoading(false)
    }
  }
  return { download, loading }
}
