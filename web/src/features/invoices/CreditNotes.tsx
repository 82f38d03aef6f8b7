import { useApolloClient } from '@apollo/client/react'
import Pdf from '@mui/icons-material/PictureAsPdfOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { useDownload } from '../../ui/documents'
import { Money } from '../../ui/Money'
import { When } from '../../ui/When'
import type { Draft } from './draftForm'
import { CreditNotePdfDocument } from './invoices.gen'

/** What corrects the invoice, below its lines. */
export function CreditNotes({ invoice: { id, creditNotes } }: { invoice: Draft }) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  if (creditNotes.length === 0) return null
  const open = (noteId: string, number: string) =>
    download(async () => {
      const { data } = await client.query({
        query: CreditNotePdfDocument,
        variables: { id },
        fetchPolicy: 'no-cache',
      })
      const note = data?.invoice?.creditNotes.find((each) => each.id === noteId)
      return note ? { url: note.pdfUrl, fileName: `${number}.pdf` } : null
    })
  return (
    <Box
      component="ul"
      aria-label="Credit notes"
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
    >
      {creditNotes.map((note) => (
        <Box
          component="li"
          key={note.id}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}
        >
          <Box sx={{ flex: 1, minWidth: 180 }}>
            <Typography sx={{ fontWeight: 600 }}>Credit note {note.number}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              <When at={note.createdAt} show="day" />, {note.reason}
              {note.replacement && (
                <>
                  {' '}
                  <Link component={RouterLink} to={`/invoices/${note.replacement.id}`}>
                    Invoiced again
                  </Link>
                </>
              )}
            </Typography>
          </Box>
          <Money value={{ ...note.total, amount: -note.total.amount }} />
          <Button
            size="small"
            startIcon={<Pdf />}
            loading={loading}
            aria-label={`Open PDF of ${note.number}`}
            onClick={() => void open(note.id, note.number)}
          >
            PDF
          </Button>
        </Box>
      ))}
    </Box>
  )
}
