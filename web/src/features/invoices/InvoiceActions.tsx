import Check from '@mui/icons-material/Check'
import Edit from '@mui/icons-material/EditOutlined'
import Pdf from '@mui/icons-material/PictureAsPdfOutlined'
import Undo from '@mui/icons-material/Undo'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useShortcut } from '../../ui/shortcuts'
import { useCan } from '../../ui/viewer'
import { CreditDialog } from './CreditDialog'
import type { Draft } from './draftForm'
import { FinaliseDialog } from './FinaliseDialog'
import { InvoiceEditor } from './InvoiceEditor'
import { useInvoicePdf } from './useInvoicePdf'
import { VoidDialog } from './VoidDialog'

interface Props {
  invoice: Draft
  latest: () => Promise<Draft | null>
}

/** What can be done with an invoice as it stands, by keyboard too. */
export function InvoiceActions({ invoice, latest }: Props) {
  const [open, setOpen] = useState<'edit' | 'finalise' | 'void' | 'credit' | null>(null)
  const { status, items, total } = invoice
  const isDraft = status === 'DRAFT'
  const isFinalised = status === 'FINALISED' || status === 'PAID'
  const canWrite = useCan('invoice:write') && isDraft
  const canFinalise = useCan('invoice:finalise') && isDraft
  const canCredit =
    useCan('invoice:credit') && isFinalised && items.some((item) => item.creditedQuantity < item.quantity)
  const { openPdf, loading } = useInvoicePdf(invoice)
  useShortcut('mod+e', 'Edit the open invoice', () => canWrite && setOpen('edit'))
  useShortcut('mod+Enter', 'Finalise the open invoice', () => canFinalise && setOpen('finalise'))
  const close = () => setOpen(null)
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {canFinalise && (
          <Button
            variant="contained"
            startIcon={<Check />}
            aria-keyshortcuts="Control+Enter"
            onClick={() => setOpen('finalise')}
          >
            Finalise
          </Button>
        )}
        {canWrite && (
          <>
            <Button
              variant="outlined"
              startIcon={<Edit />}
              aria-keyshortcuts="Control+E"
              onClick={() => setOpen('edit')}
            >
              Edit lines
            </Button>
            <Button color="error" onClick={() => setOpen('void')}>
              Void
            </Button>
          </>
        )}
        {isFinalised && (
          <Button variant="outlined" startIcon={<Pdf />} loading={loading} onClick={() => void openPdf()}>
            Open PDF
          </Button>
        )}
        {canCredit && (
          <Button color="inherit" startIcon={<Undo />} onClick={() => setOpen('credit')}>
            Credit
          </Button>
        )}
      </Box>
      {open === 'edit' && <InvoiceEditor invoice={invoice} latest={latest} onClose={close} />}
      {open === 'finalise' && <FinaliseDialog key={total.amount} invoice={invoice} onClose={close} />}
      {open === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
      {open === 'credit' && <CreditDialog invoice={invoice} onClose={close} />}
    </>
  )
}
