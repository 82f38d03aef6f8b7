import { createContext, useContext, useEffect, useState } from 'react'

/** Fetches the thumbnail of a file as the person who is signed in, as an address for `img`; the app knows how. */
export const FetchThumbnail = createContext<(fileId: string) => Promise<string | null>>(() =>
  Promise.resolve(null),
)

/** The address of a file's thumbnail; null until it has come, and for a file without one. */
export function useThumbnail(fileId: string | null): string | null {
  const fetchThumbnail = useContext(FetchThumbnail)
  const [shown, setShown] = useState<{ fileId: string; url: string } | null>(null)
  useEffect(() => {
    if (fileId === null) return
    let wanted = true
    void fetchThumbnail(fileId).then((url) => {
      if (wanted && url !== null) setShown({ fileId, url })
    })
    return () => {
      wanted = false
    }
  }, [fileId, fetchThumbnail])
  return shown?.fileId === fileId ? shown.url : null
}
