import Pdf from '@mui/icons-material/PictureAsPdfOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useApolloClient } from '@apollo/client/react'
import { useState } from 'react'
import { useDownload } from '../../ui/documents'
import { problemOf } from '../../ui/errors'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import {
  type Claim_insuranceClaimFragment,
  InsuranceClaimPdfDocument,
  useDiscardInsuranceClaimMutation,
  useRejectInsuranceClaimMutation,
  useSubmitInsuranceClaimMutation,
} from './insurance.gen'
import { SettleClaimDialog } from './SettleClaimDialog'

interface Props {
  claim: Claim_insuranceClaimFragment
  onDone: () => void
}

/** What can be done with a claim as it stands. */
export function ClaimActions({ claim, onDone }: Props) {
  const { id, version, status, insurer } = claim
  const [open, setOpen] = useState<'settle' | 'reject' | null>(null)
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const toast = useToast()
  const [submit, submitting] = useSubmitInsuranceClaimMutation()
  const [discard, discarding] = useDiscardInsuranceClaimMutation()
  const [reject] = useRejectInsuranceClaimMutation()
  const mayWrite = useCan('insurance:write')
  const mayTake = useCan('payment:take')
  const run = async (what: () => Promise<unknown>, message: string) => {
    try {
      await what()
      toast({ message })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
    onDone()
  }
  const close = () => {
    setOpen(null)
    onDone()
  }
  const openPdf = () =>
    download(async () => {
      const { data } = await client.query({
        query: InsuranceClaimPdfDocument,
        variables: { id },
        fetchPolicy: 'no-cache',
      })
      const url = data?.insuranceClaim?.pdfUrl
      return url ? { url, fileName: 'insurance-claim.pdf' } : null
    })
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {status === 'DRAFT' && mayWrite && (
        <>
          <Button
            variant="outlined"
            loading={submitting.loading}
            onClick={() =>
              void run(
                () => submit({ variables: { id, version } }),
                `The claim is submitted: send its PDF to ${insurer}.`,
              )
            }
          >
            Submit
          </Button>
          <Button
            color="inherit"
            loading={discarding.loading}
            onClick={() => void run(() => discard({ variables: { id, version } }), 'The claim is discarded.')}
          >
            Discard
          </Button>
        </>
      )}
      {status !== 'DRAFT' && (
        <Button startIcon={<Pdf />} loading={loading} onClick={() => void openPdf()}>
          Claim as PDF
        </Button>
      )}
      {status === 'SUBMITTED' && mayWrite && (
        <>
          {mayTake && (
            <Button variant="outlined" onClick={() => setOpen('settle')}>
              Settle
            </Button>
          )}
          <Button color="inherit" onClick={() => setOpen('reject')}>
            Note rejection
          </Button>
        </>
      )}
      {open === 'settle' && <SettleClaimDialog claim={claim} onClose={close} />}
      {open === 'reject' && (
        <ReasonDialog
          title="Note the rejection?"
          submitLabel="Note the rejection"
          danger
          lead={`${insurer} pays nothing, and the client owes all of it.`}
          onSave={async (reason) => {
            await reject({ variables: { input: { id, version, reason } } })
            close()
          }}
          onClose={close}
        />
      )}
    </Box>
  )
}
