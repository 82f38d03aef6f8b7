import { useApolloClient } from '@apollo/client/react'
import { useContext, useEffect, useState } from 'react'
import { FetchDocument } from '../../ui/documents'
import { FileContentDocument } from './files.gen'

/** The whole content of a file as an address of this page; it is given back when nobody looks any more. */
export function useContent(fileId: string) {
  const client = useApolloClient()
  const fetchDocument = useContext(FetchDocument)
  const [content, setContent] = useState<{ url: string | null; error: unknown }>({ url: null, error: null })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    let made: string | null = null
    const load = async () => {
      const asked = { query: FileContentDocument, variables: { ids: [fileId] } }
      const { data } = await client.query({ ...asked, fetchPolicy: 'no-cache' })
      const address = data?.petFiles[0]?.content.url
      if (!address) throw new Error('This file cannot be shown any more.')
      const blob = await fetchDocument(address)
      if (!wanted) return
      made = URL.createObjectURL(blob)
      setContent({ url: made, error: null })
    }
    setContent({ url: null, error: null })
    load().catch((error: unknown) => wanted && setContent({ url: null, error }))
    return () => {
      wanted = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [client, fetchDocument, fileId, attempt])
  return { ...content, retry: () => setAttempt((before) => before + 1) }
}
