import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { AnswerFields, submitLabelOf, useAnswer } from '../../features/invoices/estimates/AnswerFields'
import { costIn } from '../../features/invoices/estimates/EstimateLines'
import { rangeOf } from '../../features/invoices/estimates/EstimateStatusTag'
import { formatDay } from '../../ui/format'
import { FormFields } from '../../ui/SaveDialog'
import { EntryForm } from '../session/EntryForm'
import { EntryPage } from '../session/EntryPage'
import { useOpenedLink } from '../useOpenedLink'
import {
  type LinkedEstimatePage_estimateFragment,
  useAnswerLinkedEstimateMutation,
  useOpenLinkedEstimateMutation,
} from './estimate.gen'

type Estimate = LinkedEstimatePage_estimateFragment

/** Whoever has the link of an estimate reads what treatment may cost and answers, without signing in (B12). */
export function EstimatePage() {
  const [open] = useOpenLinkedEstimateMutation({ fetchPolicy: 'no-cache' })
  const { secret: token, opened, problem } = useOpenedLink(open, 'token')
  const [answered, setAnswered] = useState<Estimate | null>(null)
  if (problem)
    return (
      <EntryPage title="This link does not work" lead="Open the link of our latest e-mail, or call us.">
        <Alert severity="error">{problem.message}</Alert>
      </EntryPage>
    )
  const estimate = answered ?? opened?.openLinkedEstimate
  if (!estimate)
    return (
      <EntryPage title="Estimate" lead=" " wide>
        <Skeleton variant="rounded" height={240} />
      </EntryPage>
    )
  const { title, note, hospital, validUntil, low, high, status } = estimate
  return (
    <EntryPage
      title={title}
      lead={`Estimate of ${hospital}, valid until ${formatDay(validUntil, 'dated')}`}
      wide
    >
      <Typography component="p" className="tabular" sx={{ fontSize: '1.5rem', fontWeight: 700, mb: 2 }}>
        {rangeOf(low, high)}{' '}
        <Typography component="span" sx={{ color: 'text.secondary' }}>
          with tax
        </Typography>
      </Typography>
      {note && <Typography sx={{ whiteSpace: 'pre-line', mb: 2 }}>{note}</Typography>}
      {status === 'SENT' ? (
        <Answer token={token} estimate={estimate} onAnswered={setAnswered} />
      ) : (
        <Answered estimate={estimate} />
      )}
    </EntryPage>
  )
}

interface AnswerProps {
  token: string
  estimate: Estimate
  onAnswered: (estimate: Estimate) => void
}

function Answer({ token, estimate: { items }, onAnswered }: AnswerProps) {
  const [answer] = useAnswerLinkedEstimateMutation({ fetchPolicy: 'no-cache' })
  const form = useAnswer({
    items,
    name: '',
    save: async (given) => {
      const { data } = await answer({ variables: { input: { token, ...given } } })
      if (data) onAnswered(data.answerLinkedEstimate)
    },
  })
  return (
    <FormFields form={form}>
      <EntryForm
        submitLabel={submitLabelOf(form)}
        busy={form.busy}
        problem={form.error}
        fields={[]}
        onSubmit={() => void form.submit()}
      >
        <AnswerFields items={items} />
      </EntryForm>
    </FormFields>
  )
}

function Answered({ estimate: { items, status, signedBy } }: { estimate: Estimate }) {
  const isDeclined = status === 'DECLINED'
  return (
    <>
      <Alert severity={isDeclined ? 'info' : 'success'} sx={{ mb: 2 }}>
        {isDeclined ? 'It is declined' : 'It is accepted'}
        {signedBy && ` by ${signedBy}`}. Thank you for your answer. If something has changed, please call us.
      </Alert>
      <Box component="ul" aria-label="Lines" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.map((item) => (
          <Box
            component="li"
            key={item.id}
            sx={{ display: 'flex', gap: 2, py: 1, borderTop: 1, borderColor: 'divider' }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600 }}>
                {[item.petName, item.description].filter(Boolean).join(': ')}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {item.decision === 'ACCEPTED' ? 'Accepted' : 'Declined'}
              </Typography>
            </Box>
            <Typography component="div" className="tabular" sx={{ textAlign: 'right' }}>
              {costIn(item)}
            </Typography>
          </Box>
        ))}
      </Box>
    </>
  )
}
