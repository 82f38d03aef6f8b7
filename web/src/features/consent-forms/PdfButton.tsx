import { useApolloClient } from '@apollo/client/react'
import Pdf from '@mui/icons-material/PictureAsPdfOutlined'
import Button from '@mui/material/Button'
import { useDownload } from '../../ui/documents'
import { ConsentFormPdfDocument } from './consent-forms.gen'

/** Saves a signed form as it was kept. */
export function PdfButton({ form: { id, title } }: { form: { id: string; title: string } }) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const open = () =>
    download(async () => {
      const asked = { query: ConsentFormPdfDocument, variables: { id } }
      const { data } = await client.query({ ...asked, fetchPolicy: 'no-cache' })
      const url = data?.consentForm?.pdfUrl
      return url ? { url, fileName: `${title}.pdf` } : null
    })
  return (
    <Button
      size="small"
      startIcon={<Pdf />}
      loading={loading}
      aria-label={`Open PDF of ${title}`}
      onClick={() => void open()}
    >
      PDF
    </Button>
  )
}
