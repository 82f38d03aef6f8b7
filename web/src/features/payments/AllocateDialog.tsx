import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { lacking } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { formatDay, formatMoney } from '../../ui/format'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type PaymentPanelQuery, useAllocateDialogQuery, useAllocatePaymentMutation } from './payments.gen'
import { amountText, typedAmount } from './typedAmount'

interface Props {
  payment: NonNullable<PaymentPanelQuery['payment']>
  onDone: () => void
  onClose: () => void
}

/** An invoice that the payment pays or could pay. */
interface Payable {
  id: string
  number: string | null
  dueOn: string | null
  /** What the payment pays of it now, and could pay at most, in minor units. */
  now: number
  max: number
}

const ageOf = ({ dueOn, number }: Payable): string => `${dueOn} ${number}`

/** Chooses which invoices a payment pays. */
export function AllocateDialog(props: Props) {
  const { payment, onClose } = props
  const { data, error, refetch } = useAllocateDialogQuery({
    variables: { ownerId: payment.owner?.id ?? '' },
    fetchPolicy: 'network-only',
  })
  const { allocations, amount } = payment
  const paid = allocations.flatMap(({ invoice, amount: now }) =>
    invoice ? [{ ...invoice, now: now.amount, max: now.amount + invoice.due.amount }] : [],
  )
  const unpaid = (data?.invoices.nodes ?? [])
    .filter(({ id, due }) => due.currency === amount.currency && !paid.some((each) => each.id === id))
    .map(({ due, ...invoice }) => ({ ...invoice, now: 0, max: due.amount }))
  const payable = [...paid, ...unpaid].sort((a, b) => ageOf(a).localeCompare(ageOf(b)))
  if (data) return <Fields {...props} payable={payable} />
  return (
    <FormDialog
      open
      title="What this payment pays"
      submitLabel="Save"
      disabled
      onSubmit={() => {}}
      onClose={onClose}
    >
      {error ? (
        <ErrorView error={error} onRetry={() => void refetch()} form="line" />
      ) : (
        'Looking for open invoices…'
      )}
    </FormDialog>
  )
}

function Fields({ payment, payable, onDone, onClose }: Props & { payable: readonly Payable[] }) {
  const { id: paymentId, version, unallocated, amount } = payment
  const { currency } = amount
  const [allocatePayment] = useAllocatePaymentMutation()
  const toast = useToast()
  const available = payable.reduce((sum, { now }) => sum + now, unallocated.amount)
  const textOf = (minor: number) => (minor === 0 ? '' : amountText(minor, currency))
  const form = useSave<Record<string, string>>({
    labels: Object.fromEntries(payable.map(({ id, number }) => [id, `Invoice ${number ?? ''}`])),
    start: Object.fromEntries(payable.map(({ id, now }) => [id, textOf(now)])),
    check: (values) => {
      let left = available
      for (const { id, max } of payable) {
        const typed = values[id]?.trim() ?? ''
        const minor = typed === '' ? 0 : typedAmount(typed, currency)
        if (minor === null) return lacking(id, 'Type an amount above zero, or nothing.')
        if (minor > max) return lacking(id, `At most ${formatMoney({ amount: max, currency })} is due.`)
        left -= minor
        if (left < 0) return lacking(id, 'That is more than the payment has.')
      }
      return null
    },
    save: async (values, { headersFor }) => {
      const allocations = payable.flatMap(({ id: invoiceId }) => {
        const minor = typedAmount(values[invoiceId] ?? '', currency)
        return minor === null ? [] : [{ invoiceId, amount: { amount: minor, currency } }]
      })
      const input = { paymentId, version, allocations }
      await allocatePayment({ variables: { input }, context: headersFor(input) })
      toast({ message: 'The payment is divided anew.' })
      onDone()
      onClose()
    },
  })
  const oldestFirst = () => {
    let left = available
    for (const { id, max } of payable) {
      const minor = Math.min(left, max)
      left -= minor
      form.fields.setValue(id, textOf(minor), { shouldDirty: true })
    }
  }
  return (
    <SaveDialog form={form} title="What this payment pays" submitLabel="Save" onClose={onClose} width="xs">
      <Typography sx={{ color: 'text.secondary' }}>
        {formatMoney({ amount: available, currency })} can be divided. What pays no invoice stays on the
        client’s account.
      </Typography>
      {payable.map(({ id, dueOn, max }) => (
        <Field
          key={id}
          name={id}
          helperText={[
            `${formatMoney({ amount: max, currency })} due`,
            dueOn && `by ${formatDay(dueOn, 'dated')}`,
          ]
            .filter(Boolean)
            .join(' ')}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' } }}
        />
      ))}
      <Button onClick={oldestFirst} sx={{ justifySelf: 'start' }}>
        Oldest first
      </Button>
    </SaveDialog>
  )
}
