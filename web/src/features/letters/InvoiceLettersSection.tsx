import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { LetterKind } from '../../gql/types'
import { ErrorView } from '../../ui/ErrorView'
import { problemOf } from '../../ui/errors'
import { todayIn } from '../../ui/format'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import {
  type InvoiceLetters_invoiceFragment,
  useDisputeInvoiceMutation,
  useInvoiceLettersSectionQuery,
  useSendInvoiceMutation,
  useSendReminderMutation,
  useSettleDisputeMutation,
} from './letters.gen'

const kinds: Record<LetterKind, string> = {
  INVOICE: 'Invoice',
  FIRST_REMINDER: 'First reminder',
  SECOND_REMINDER: 'Second reminder',
  FINAL_REMINDER: 'Final reminder',
}

/** What was sent about a finalised invoice, and what can be sent next. */
export function InvoiceLettersSection({ invoiceId }: { invoiceId: string }) {
  const { data, error, refetch } = useInvoiceLettersSectionQuery({
    variables: { id: invoiceId },
    fetchPolicy: 'cache-and-network',
  })
  const { timeZone } = useCurrentLocation()
  const invoice = data?.invoice
  if (error) return <ErrorView error={error} onRetry={() => void refetch()} form="line" />
  if (!invoice?.number) return null
  return (
    <Section title="Letters" id="letters">
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {invoice.dispute && (
          <Alert severity="warning">
            Disputed since <When at={invoice.dispute.openedAt} show="day" zone={timeZone} />:{' '}
            {invoice.dispute.reason}
          </Alert>
        )}
        {invoice.letters.length === 0 ? (
          <Typography sx={{ color: 'text.secondary' }}>Nothing was sent about it yet.</Typography>
        ) : (
          <Box component="ul" aria-label="Letters" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {invoice.letters.map(({ kind, sentTo, sentAt, sentBy }) => (
              <Box component="li" key={`${kind} ${sentAt}`} sx={{ py: 0.5, overflowWrap: 'anywhere' }}>
                {kinds[kind]}, <When at={sentAt} show="day" zone={timeZone} />
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  To {sentTo}
                  {sentBy && `, by ${sentBy.name}`}
                </Typography>
              </Box>
            ))}
          </Box>
        )}
        <Buttons invoice={invoice} today={todayIn(timeZone)} />
      </Box>
    </Section>
  )
}

function Buttons({ invoice, today }: { invoice: InvoiceLetters_invoiceFragment; today: string }) {
  const { id, status, dueOn, letters, dispute, owner } = invoice
  const [asking, setAsking] = useState(false)
  const toast = useToast()
  const sending = useIdempotencyKey()
  const reminding = useIdempotencyKey()
  const [sendInvoice, sent] = useSendInvoiceMutation()
  const [sendReminder, reminded] = useSendReminderMutation()
  const [disputeInvoice] = useDisputeInvoiceMutation()
  const [settleDispute, settled] = useSettleDisputeMutation()
  const maySend = useCan('invoice:send')
  const mayDispute = useCan('invoice:dispute')
  const isOpen = status === 'FINALISED'
  const canRemind = isOpen && !dispute && dueOn !== null && dueOn < today
  const to = owner?.email ?? null
  const input = { id }
  const run = async (what: () => Promise<unknown>, message: string) => {
    try {
      await what()
      toast({ message })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  const send = async () => {
    await sendInvoice({ variables: { input }, context: sending.headersFor(input) })
    sending.done()
  }
  const remind = async () => {
    await sendReminder({ variables: { input }, context: reminding.headersFor(input) })
    reminding.done()
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      {maySend && to && (
        <Button
          variant="outlined"
          loading={sent.loading}
          onClick={() => void run(send, `The invoice is on its way to ${to}.`)}
        >
          {letters.some(({ kind }) => kind === 'INVOICE') ? 'Send again' : 'Send by e-mail'}
        </Button>
      )}
      {maySend && to && canRemind && (
        <Button
          variant="outlined"
          loading={reminded.loading}
          onClick={() => void run(remind, `The reminder is on its way to ${to}.`)}
        >
          Send reminder
        </Button>
      )}
      {mayDispute && isOpen && !dispute && (
        <Button color="inherit" onClick={() => setAsking(true)}>
          Mark as disputed
        </Button>
      )}
      {mayDispute && dispute && (
        <Button
          color="inherit"
          loading={settled.loading}
          onClick={() => void run(() => settleDispute({ variables: { id } }), 'The dispute is settled.')}
        >
          Settle the dispute
        </Button>
      )}
      {owner && !to && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          The client has no e-mail address.
        </Typography>
      )}
      {asking && (
        <ReasonDialog
          title="Mark as disputed?"
          submitLabel="Mark as disputed"
          lead="The client is not reminded of this invoice until the dispute is settled."
          onSave={async (reason) => {
            await disputeInvoice({ variables: { input: { id, reason } } })
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  )
}
