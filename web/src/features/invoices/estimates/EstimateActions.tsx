import Draw from '@mui/icons-material/DrawOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Pdf from '@mui/icons-material/PictureAsPdfOutlined'
import Send from '@mui/icons-material/SendOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { problemOf } from '../../../ui/errors'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useShortcut } from '../../../ui/shortcuts'
import { useToast } from '../../../ui/toasts'
import { useCan } from '../../../ui/viewer'
import { AnswerDialog } from './AnswerDialog'
import { ConvertDialog, linesToInvoice } from './ConvertDialog'
import { EstimateEditor } from './EstimateEditor'
import { useSendEstimateMutation } from './estimates.gen'
import type { Shown } from './EstimateSheet'
import { useEstimatePdf } from './useEstimatePdf'

interface Props {
  estimate: Shown
  latest: () => Promise<Shown | null>
}

function useSend({ id, version }: Shown) {
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const [send, { loading }] = useSendEstimateMutation()
  return {
    sending: loading,
    send: async () => {
      const variables = { id, basedOnVersion: version }
      try {
        const { data } = await send({ variables, context: headersFor(variables) })
        done()
        const sentTo = data?.sendEstimate.versions[0]?.sentTo
        toast({
          message: sentTo
            ? `It is mailed to ${sentTo}, and stands in the portal.`
            : 'The client has no e-mail address, and finds it in the portal.',
        })
      } catch (error) {
        toast({ message: problemOf(error).message, severity: 'error' })
      }
    },
  }
}

/** What can be done with an estimate as it stands, by keyboard too. */
export function EstimateActions({ estimate, latest }: Props) {
  const [open, setOpen] = useState<'edit' | 'answer' | 'convert' | null>(null)
  const { status, items, versions, owner } = estimate
  const mayWrite = useCan('estimate:write')
  const mayInvoice = useCan('invoice:write') && mayWrite && linesToInvoice(items).length > 0
  const isInvoiced = items.some(({ invoicedQuantity }) => invoicedQuantity !== null)
  const canEdit = mayWrite && !isInvoiced
  const { send, sending } = useSend(estimate)
  const { openPdf, loading } = useEstimatePdf(estimate)
  useShortcut('mod+e', 'Edit the open estimate', () => canEdit && setOpen('edit'))
  const close = () => setOpen(null)
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {mayWrite && status === 'DRAFT' && items.length > 0 && (
          <Button variant="contained" startIcon={<Send />} loading={sending} onClick={() => void send()}>
            Send
          </Button>
        )}
        {mayWrite && status === 'SENT' && (
          <Button variant="contained" startIcon={<Draw />} onClick={() => setOpen('answer')}>
            Sign
          </Button>
        )}
        {mayInvoice && (
          <Button variant="contained" onClick={() => setOpen('convert')}>
            Draft invoice
          </Button>
        )}
        {canEdit && (
          <Button
            variant={items.length === 0 ? 'contained' : 'outlined'}
            startIcon={<Edit />}
            aria-keyshortcuts="Control+E"
            onClick={() => setOpen('edit')}
          >
            {status === 'DRAFT' ? 'Edit' : 'New version'}
          </Button>
        )}
        {versions.length > 0 && (
          <Button variant="outlined" startIcon={<Pdf />} loading={loading} onClick={() => void openPdf()}>
            Open PDF
          </Button>
        )}
      </Box>
      {open === 'edit' && <EstimateEditor estimate={estimate} latest={latest} onClose={close} />}
      {open === 'answer' && <AnswerDialog estimate={estimate} name={owner?.name ?? ''} onClose={close} />}
      {open === 'convert' && <ConvertDialog estimate={estimate} onClose={close} />}
    </>
  )
}
