import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { useCopy } from '../../ui/useCopy'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { type MailDrawerQuery, useMailDrawerQuery, useResendMailMutation } from './mail.gen'
import { explanations, mailStatuses } from './mailWords'

/** One message with what it says. It is never kept in the browser: its link may let somebody in. */
export function MailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = useMailDrawerQuery({ variables: { id }, fetchPolicy: 'no-cache' })
  const opened = data?.openedMail
  return (
    <SidePanel
      title={opened?.mail.subject ?? 'E-mail'}
      tag={
        opened && (
          <Tag tone={mailStatuses[opened.mail.status].tone}>{mailStatuses[opened.mail.status].label}</Tag>
        )
      }
      onClose={onClose}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} />}
      {opened ? (
        <Sheet opened={opened} onSent={() => void refetch()} />
      ) : data && !error ? (
        <EmptyState title="There is no such message">The link may be old.</EmptyState>
      ) : (
        !error && <Skeleton variant="rounded" height={260} />
      )}
    </SidePanel>
  )
}

interface SheetProps {
  opened: NonNullable<MailDrawerQuery['openedMail']>
  onSent: () => void
}

function Sheet({ opened: { mail, text }, onSent }: SheetProps) {
  const [resend, { loading }] = useResendMailMutation()
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const explanation = explanations[mail.status]
  const send = async () => {
    setError(null)
    try {
      await resend({ variables: { id: mail.id } })
      toast({ message: 'It is on its way.' })
      onSent()
    } catch (failure) {
      setError(failure)
    }
  }
  const copy = useCopy()
  return (
    <>
      {explanation && (
        <Alert
          severity={mail.status === 'FAILED' ? 'error' : mail.status === 'KEPT' ? 'info' : 'warning'}
          action={
            <Can do="mail:send">
              <Button color="inherit" disabled={loading} onClick={() => void send()}>
                Send {mail.status === 'KEPT' ? 'now' : 'again'}
              </Button>
            </Can>
          }
        >
          {explanation}
        </Alert>
      )}
      {error !== null && <ErrorView error={error} form="line" />}
      <Facts
        wide
        facts={[
          ['To', `${mail.recipientName} <${mail.recipient}>`],
          ['Written', <When key="written" at={mail.createdAt} />],
          mail.sentAt ? ['Sent', <When key="sent" at={mail.sentAt} />] : ['Attempts', String(mail.attempts)],
          ...(mail.failure ? [['Server said', mail.failure] as const] : []),
        ]}
      />
      <Box
        component="pre"
        tabIndex={0}
        aria-label="What it says"
        sx={{
          m: 0,
          p: 2,
          borderRadius: 1,
          border: 1,
          borderColor: 'divider',
          backgroundColor: 'background.default',
          font: 'inherit',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {text}
      </Box>
      <Box>
        <Button variant="outlined" onClick={() => void copy(text, 'The message is in the clipboard.')}>
          Copy the message
        </Button>
      </Box>
    </>
  )
}
