import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { lacking } from '../../../ui/fields'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { parseQuantity, plusQuantity, quantityText, unitText } from '../quantity'
import { type Register_registerFragment, useCountRegisterMutation } from './register.gen'

interface Values {
  counted: string
  reason: string
}

const amountIn = (text: string) => (text.trim() !== '' && Number(text.trim()) === 0 ? 0 : parseQuantity(text))

interface Props {
  register: Register_registerFragment
  onSaved: () => void
  onClose: () => void
}

/** What is in the cabinet, beside what the register says. */
export function CountDialog({ register, onSaved, onClose }: Props) {
  const { id, name, unit, balance } = register
  const toast = useToast()
  const [count] = useCountRegisterMutation()
  const form = useSave<Values>({
    labels: { counted: `How much is there (${unit})`, reason: 'What was found' },
    start: { counted: '', reason: '' },
    check: ({ counted }) =>
      amountIn(counted) === null ? lacking('counted', 'A number, to three decimals.') : null,
    save: async ({ counted, reason }, { headersFor }) => {
      const input = { registerId: id, counted: amountIn(counted) ?? 0, reason: reason.trim() || null }
      await count({ variables: { input }, context: headersFor(input) })
      toast({ message: `${name}: the count is written.` })
      onSaved()
      onClose()
    },
  })
  const counted = amountIn(form.fields.watch('counted'))
  const difference = counted === null ? 0 : plusQuantity(counted, -balance)
  return (
    <SaveDialog form={form} title={`Count ${name}`} submitLabel="Write count" onClose={onClose} width="xs">
      <Typography className="tabular" sx={{ color: 'text.secondary' }}>
        The register says {quantityText(balance)} {unitText(unit, balance)}.
      </Typography>
      <Field<Values>
        name="counted"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      {difference !== 0 && (
        <>
          <Alert severity="warning" role="alert">
            {quantityText(Math.abs(difference))} {unitText(unit, Math.abs(difference))}{' '}
            {difference < 0 ? 'less' : 'more'} than the register says. The count is written; correct the line
            that is wrong, or adjust the stock.
          </Alert>
          <Field<Values> name="reason" required multiline />
        </>
      )}
    </SaveDialog>
  )
}
