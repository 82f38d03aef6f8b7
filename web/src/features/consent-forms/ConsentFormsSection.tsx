import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { Can, useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import {
  type ConsentForm_formFragment,
  useConsentFormsChangedSubscription,
  useConsentFormsSectionQuery,
  useDeclineConsentFormMutation,
  useWithdrawConsentFormMutation,
} from './consent-forms.gen'
import { Hash } from './Hash'
import { PdfButton } from './PdfButton'
import { PrepareDialog } from './PrepareDialog'
import { SignConsentDialog } from './SignConsentDialog'
import { statuses } from './words'

type Form = ConsentForm_formFragment

type Open =
  | { what: 'prepare'; appointmentId: string | null }
  | { what: 'sign' | 'decline' | 'withdraw'; form: Form }
  | null

const small = { color: 'text.secondary' } as const

function Signed({ form }: { form: Form }) {
  const { signedAt, signedBy, witness, resuscitate, endedAt, endedBy, endReason, sha256 } = form
  return (
    <>
      {signedAt && (
        <div>
          {signedBy}, <When at={signedAt} />
          {witness && `, witness ${witness.name}`}
          {resuscitate !== null && (resuscitate ? '. Resuscitate' : '. Do not resuscitate')}
        </div>
      )}
      {endedAt && (
        <div>
          {endReason}
          {endedBy && ` (${endedBy.name}, `}
          <When at={endedAt} />
          {endedBy && ')'}
        </div>
      )}
      {sha256 && <Hash>{sha256}</Hash>}
      {!signedAt && !endedAt && '–'}
    </>
  )
}

const columns: readonly Column<Form>[] = [
  {
    key: 'form',
    label: 'Consent form',
    width: '28%',
    render: ({ title, procedure }) => (
      <>
        <b>{title}</b>
        {procedure && (
          <Typography component="span" variant="body2" sx={{ display: 'block' }}>
            {procedure}
          </Typography>
        )}
      </>
    ),
  },
  {
    key: 'status',
    label: 'State',
    phone: 'end',
    width: 110,
    render: ({ status }) => <Tag tone={statuses[status][1]}>{statuses[status][0]}</Tag>,
  },
  {
    key: 'prepared',
    label: 'Prepared',
    phone: 'hidden',
    width: 170,
    render: ({ createdAt, preparedBy }) => (
      <>
        <When at={createdAt} />
        <Typography component="span" variant="body2" sx={{ ...small, display: 'block' }}>
          {preparedBy?.name}
        </Typography>
      </>
    ),
  },
  { key: 'signed', label: 'Signed', render: (form) => <Signed form={form} /> },
]

/** What the owner of a patient has agreed to, and where it is signed; other desks see it at once. */
export function ConsentFormsSection({ petId }: { petId: string }) {
  const { data, error, refetch, fetchMore } = useConsentFormsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useConsentFormsChangedSubscription({
    variables: { petId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [decline] = useDeclineConsentFormMutation()
  const [withdraw] = useWithdrawConsentFormMutation()
  const mayWrite = useCan('consent-form:write')
  const [params, setParams] = useSearchParams()
  const visitId = params.get('consent')
  const [open, setOpen] = useState<Open>(
    visitId && mayWrite ? { what: 'prepare', appointmentId: visitId } : null,
  )
  const close = () => {
    setOpen(null)
    void refetch()
    // Whoever comes from a visit prepares one form for it.
    if (visitId) setParams((before) => without(before, 'consent'), { replace: true })
  }
  const pet = data?.pet
  const list = pet?.consentForms
  const actions: Column<Form> = {
    key: 'actions',
    label: 'Actions',
    align: 'right',
    width: 190,
    render: (form) => {
      const act = (what: 'sign' | 'decline' | 'withdraw', word: string) => (
        <Button
          size="small"
          variant={what === 'sign' ? 'contained' : 'text'}
          color={what === 'sign' ? 'primary' : 'inherit'}
          aria-label={`${word} ${form.title}`}
          onClick={() => setOpen({ what, form })}
        >
          {word}
        </Button>
      )
      const { status, signedAt } = form
      return (
        <Box
          component="span"
          sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.5, justifyContent: 'end' }}
        >
          {mayWrite && status === 'PREPARED' && act('sign', 'Sign')}
          {mayWrite && status === 'PREPARED' && act('decline', 'Declined')}
          {signedAt && <PdfButton form={form} />}
          {mayWrite && (status === 'PREPARED' || status === 'SIGNED') && act('withdraw', 'Withdraw')}
        </Box>
      )
    },
  }
  return (
    <Section
      title="Consent forms"
      id="consent-forms"
      flush
      actions={
        <Can do="consent-form:write">
          <Button startIcon={<Add />} onClick={() => setOpen({ what: 'prepare', appointmentId: null })}>
            Prepare form
          </Button>
        </Can>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={80} />}
      {list && (
        <DataTable
          label="Consent forms"
          columns={[...columns, actions]}
          rows={list.nodes}
          rowKey={({ id }) => id}
          hasMore={list.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})}
          empty={
            <EmptyState title="No consent forms">
              Prepare one before an anaesthesia: the client signs it here on the screen.
            </EmptyState>
          }
        />
      )}
      {pet && open?.what === 'prepare' && (
        <PrepareDialog
          pet={pet}
          appointmentId={open.appointmentId}
          onPrepared={(form) => {
            close()
            setOpen({ what: 'sign', form })
          }}
          onClose={close}
        />
      )}
      {pet && open?.what === 'sign' && <SignConsentDialog form={open.form} pet={pet} onClose={close} />}
      {open?.what === 'decline' && (
        <ReasonDialog
          title={`${open.form.title} is declined?`}
          submitLabel="Keep as declined"
          lead="The client does not sign. The form stays on the chart with the reason."
          onSave={async (reason) => {
            const { id, version } = open.form
            await decline({ variables: { input: { id, version, reason } } })
            close()
          }}
          onClose={close}
        />
      )}
      {open?.what === 'withdraw' && (
        <ReasonDialog
          title={`Withdraw ${open.form.title}?`}
          submitLabel="Withdraw"
          danger
          lead="It holds no longer. The form stays on the chart, and so does its PDF."
          onSave={async (reason) => {
            const { id, version } = open.form
            await withdraw({ variables: { input: { id, version, reason } } })
            close()
          }}
          onClose={close}
        />
      )}
    </Section>
  )
}

function without(params: URLSearchParams, name: string): URLSearchParams {
  const left = new URLSearchParams(params)
  left.delete(name)
  return left
}
