import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { PaymentMethod } from '../../gql/types'
import { Money } from '../../ui/Money'
import { formatMoney } from '../../ui/format'
import { lacking } from '../../ui/fields'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useCan } from '../../ui/viewer'
import { useCashTill } from './CashTill'
import { type PaymentPanelQuery, useRefundPaymentMutation } from './payments.gen'
import { methods } from './paymentWords'
import { amountText, typedAmount } from './typedAmount'

interface Props {
  payment: NonNullable<PaymentPanelQuery['payment']>
  onDone: () => void
  onClose: () => void
}

const labels = { amount: 'Amount', method: 'Given back by', reason: 'Reason' }

/** Gives money back, as it was paid unless somebody may choose otherwise. */
export function RefundDialog({ payment, onDone, onClose }: Props) {
  const { id: paymentId, refundable, method: paidBy } = payment
  const { currency } = refundable
  const mayChoose = useCan('payment:other-tender')
  const [refund] = useRefundPaymentMutation()
  const toast = useToast()
  const form = useSave<{ amount: string; method: PaymentMethod; reason: string }>({
    labels,
    start: { amount: amountText(refundable.amount, currency), method: paidBy, reason: '' },
    check: ({ amount }) =>
      typedAmount(amount, currency) === null ? lacking('amount', 'Type an amount above zero.') : null,
    save: async ({ amount, method, reason }, { headersFor }) => {
      const input = {
        paymentId,
        amount: { amount: typedAmount(amount, currency)!, currency },
        method,
        reason: reason.trim(),
        tillId,
      }
      await refund({ variables: { input }, context: headersFor(input) })
      toast({ message: `${formatMoney(input.amount)} given back.` })
      onDone()
      onClose()
    },
  })
  const { tillId, choice } = useCashTill(payment.location?.id, form.fields.watch('method'))
  return (
    <SaveDialog form={form} title="Refund" submitLabel="Refund" danger onClose={onClose} width="xs">
      <Typography sx={{ color: 'text.secondary' }}>
        At most <Money value={refundable} />. What it paid is due again as far as the money was used for it.
      </Typography>
      <Field
        name="amount"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' } }}
      />
      {mayChoose && (
        <TextField select label={labels.method} {...form.fields.register('method')} defaultValue={paidBy}>
          {[...new Set<PaymentMethod>([paidBy, 'CARD', 'CASH', 'TRANSFER'])].map((each) => (
            <MenuItem key={each} value={each}>
              {methods[each].label}
            </MenuItem>
          ))}
        </TextField>
      )}
      {choice}
      <Field name="reason" required multiline minRows={2} />
    </SaveDialog>
  )
}
