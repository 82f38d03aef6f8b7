import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useFormContext } from 'react-hook-form'
import { lacking } from '../../../ui/fields'
import { formatMoney } from '../../../ui/format'
import { Field } from '../../../ui/SaveDialog'
import { SignatureField } from '../../../ui/SignatureField'
import { type Attempt, useSave } from '../../../ui/useSave'
import { costIn, type Line } from './EstimateLines'

interface Values {
  accepted: string[]
  signedBy: string
  signature: string
}

const labels = { accepted: 'Lines', signedBy: 'Name', signature: 'Signature' }

interface Answering {
  items: readonly Line[]
  /** Who is likely to answer. */
  name: string
  mayBeUnsigned?: boolean
  save: (
    answer: { acceptedItemIds: string[]; signedBy: string; signature: string },
    attempt: Attempt,
  ) => Promise<void>
}

/** The form in which a client chooses which lines are wanted, and signs. */
export function useAnswer({ items, name, mayBeUnsigned = false, save }: Answering) {
  return useSave<Values>({
    labels,
    start: { accepted: items.map((item) => item.id), signedBy: name, signature: '' },
    check: ({ signature }) =>
      signature === '' && !mayBeUnsigned ? lacking('signature', 'Please sign here.') : null,
    save: ({ accepted, signedBy, signature }, attempt) =>
      save({ acceptedItemIds: accepted, signedBy: signedBy.trim(), signature }, attempt),
  })
}

export const submitLabelOf = (form: ReturnType<typeof useAnswer>) =>
  form.fields.watch('accepted').length > 0 ? 'Accept' : 'Decline everything'

/** The fields of `useAnswer`. */
export function AnswerFields({ items }: { items: readonly Line[] }) {
  const { watch, setValue, clearErrors, formState } = useFormContext<Values>()
  const accepted = watch('accepted')
  const most = items.reduce((sum, item) => (accepted.includes(item.id) ? sum + item.high.amount : sum), 0)
  const toggle = (itemId: string) =>
    setValue(
      'accepted',
      accepted.includes(itemId) ? accepted.filter((each) => each !== itemId) : [...accepted, itemId],
      { shouldDirty: true },
    )
  return (
    <>
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
      {items[0] && (
        <Typography component="div">
          At most <strong>{formatMoney({ ...items[0].high, amount: most })}</strong> with tax.
        </Typography>
      )}
      <Field<Values> name="signedBy" required autoComplete="name" />
      <SignatureField
        name={watch('signedBy')}
        refusal={formState.errors.signature?.message}
        onChange={(signature) => {
          setValue('signature', signature, { shouldDirty: true })
          clearErrors('signature')
        }}
      />
    </>
  )
}
