import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { lacking } from '../../../ui/fields'
import { formatMoney } from '../../../ui/format'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { costIn } from './EstimateLines'
import { useAcceptEstimateMutation } from './estimates.gen'
import type { Shown } from './EstimateSheet'
import { SignatureField } from './SignatureField'

interface Values {
  accepted: string[]
  signedBy: string
  signature: string
}

const labels = { accepted: 'Lines', signedBy: 'Name', signature: 'Signature' }

interface Props {
  estimate: Shown
  /** Who is likely to answer. */
  name: string
  /** The client answers in the portal, where the name is enough. */
  portal?: boolean
  onClose: () => void
}

/** The client chooses which lines are wanted, and signs. */
export function AnswerDialog({ estimate, name, portal = false, onClose }: Props) {
  const { id, version, items } = estimate
  const toast = useToast()
  const [accept] = useAcceptEstimateMutation()
  const form = useSave<Values>({
    labels,
    start: { accepted: items.map((item) => item.id), signedBy: name, signature: '' },
    check: ({ signature }) =>
      signature === '' && !portal ? lacking('signature', 'The client signs here.') : null,
    save: async ({ accepted, signedBy, signature }, { headersFor }) => {
      const input = {
        id,
        version,
        acceptedItemIds: accepted,
        signedBy: signedBy.trim(),
        signature: signature || null,
      }
      await accept({ variables: { input }, context: headersFor(input) })
      toast({ message: accepted.length > 0 ? 'The estimate is accepted.' : 'The estimate is declined.' })
      onClose()
    },
  })
  const { watch, setValue, formState } = form.fields
  const accepted = watch('accepted')
  const most = items.reduce((sum, item) => (accepted.includes(item.id) ? sum + item.high.amount : sum), 0)
  const toggle = (itemId: string) =>
    setValue(
      'accepted',
      accepted.includes(itemId) ? accepted.filter((each) => each !== itemId) : [...accepted, itemId],
      { shouldDirty: true },
    )
  return (
    <SaveDialog
      form={form}
      title="Answer the estimate"
      submitLabel={accepted.length > 0 ? 'Accept' : 'Decline everything'}
      danger={accepted.length === 0}
      onClose={onClose}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        What is not ticked is declined. The answer counts once and for all lines.
      </Typography>
      <Box role="group" aria-label="Lines" sx={{ display: 'grid' }}>
        {items.map((item) => (
          <FormControlLabel
            key={item.id}
            control={<Checkbox checked={accepted.includes(item.id)} onChange={() => toggle(item.id)} />}
            label={
              <>
                {[item.petName, item.description].filter(Boolean).join(': ')},{' '}
                <span className="tabular">{costIn(item)}</span>
              </>
            }
          />
        ))}
      </Box>
      <Typography component="div">
        At most <strong>{formatMoney({ amount: most, currency: estimate.currency })}</strong> with tax.
      </Typography>
      <Field<Values> name="signedBy" required autoComplete="name" />
      <SignatureField
        name={watch('signedBy')}
        refusal={formState.errors.signature?.message}
        onChange={(signature) => {
          setValue('signature', signature, { shouldDirty: true })
          form.fields.clearErrors('signature')
        }}
      />
    </SaveDialog>
  )
}
