import Check from '@mui/icons-material/Check'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useShortcut } from '../../ui/shortcuts'
import { useCan } from '../../ui/viewer'
import { FinaliseDialog } from './FinaliseDialog'
import type { InvoiceDrawerQuery } from './invoices.gen'

interface Props {
  invoice: NonNullable<InvoiceDrawerQuery['invoice']>
}

/** What can be done with an invoice as it stands. */
export function InvoiceActions({ invoice }: Props) {
  const [open, setOpen] = useState<'finalise' | null>(null)
  const canFinalise = useCan('invoice:finalise') && invoice.status === 'DRAFT'
  useShortcut('mod+Enter', 'Finalise the open invoice', () => canFinalise && setOpen('finalise'))
  const close = () => setOpen(null)
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {canFinalise && (
          <Button variant="contained" startIcon={<Check />} onClick={() => setOpen('finalise')}>
            Finalise
          </Button>
        )}
      </Box>
      {open === 'finalise' && <FinaliseDialog invoice={invoice} onClose={close} />}
    </>
  )
}
