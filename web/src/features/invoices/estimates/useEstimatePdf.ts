import { useApolloClient } from '@apollo/client/react'
import { useDownload } from '../../../ui/documents'
import { EstimatePdfDocument } from './estimates.gen'

/** Fetches the PDF of the latest version that was sent; its address is asked for each time, because it expires. */
export function useEstimatePdf({ id, title }: { id: string; title: string }) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const openPdf = () =>
    download(async () => {
      const { data } = await client.query({
        query: EstimatePdfDocument,
        variables: { id },
        fetchPolicy: 'no-cache',
      })
      const url = data?.estimate?.versions[0]?.pdfUrl
      return url ? { url, fileName: `Estimate ${title}.pdf` } : null
    })
  return { openPdf, loading }
}
