import { useApolloClient } from '@apollo/client/react'
import { useDownload } from '../../ui/documents'
import { InvoicePdfDocument } from './invoices.gen'

/** Fetches an invoice's PDF; its address is asked for each time, because it expires. */
export function useInvoicePdf({ id, number }: { id: string; number: string | null }) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const openPdf = () =>
    download(async () => {
      const { data } = await client.query({
        query: InvoicePdfDocument,
        variables: { id },
        fetchPolicy: 'no-cache',
      })
      const url = data?.invoice?.pdfUrl
      return url ? { url, fileName: `${number}.pdf` } : null
    })
  return { openPdf, loading }
}
