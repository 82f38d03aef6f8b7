import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useState } from 'react'
import type { PaymentMethod } from '../../gql/types'
import { formatMoney, type MoneyValue } from '../../ui/format'
import { Kbd } from '../../ui/Kbd'
import { Money } from '../../ui/Money'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useCashTill } from './CashTill'
import { useRecordPaymentMutation } from './payments.gen'
import { methods } from './paymentWords'
import { amountText, typedAmount } from './typedAmount'

interface Props {
  ownerId: string
  locationId: string
  /** The invoice that is paid; everything that is due, the oldest first, without one. */
  invoiceId?: string
  due: MoneyValue
  credit: MoneyValue | null
  onClose: () => void
}

/** The amount due stands there selected, one key chooses the method, Enter takes the payment. */
export function TakePaymentDialog({ ownerId, locationId, invoiceId, due, credit, onClose }: Props) {
  const { currency } = due
  const [method, setMethod] = useState<PaymentMethod>('CARD')
  const [recordPayment] = useRecordPaymentMutation()
  const toast = useToast()
  const { tillId, choice } = useCashTill(locationId, method)
  const money = (amount: number): MoneyValue => ({ amount, currency })
  const isCash = method === 'CASH'
  const isCard = method === 'CARD'
  const form = useSave({
    labels: {
      amount: `Amount (${currency})`,
      tendered: `Cash received (${currency})`,
      reference: isCard ? 'Terminal reference' : 'Bank reference',
    },
    start: { amount: due.amount > 0 ? amountText(due.amount, currency) : '', tendered: '', reference: '' },
    save: async ({ reference, ...typed }, { headersFor }) => {
      const amount = typedAmount(typed.amount, currency)
      const tendered = isCash ? typedAmount(typed.tendered, currency) : null
      if (amount === null) return
      const input = {
        ownerId,
        locationId,
        method,
        amount: money(amount),
        tendered: tendered === null ? null : money(tendered),
        reference: reference.trim() || null,
        invoiceIds: invoiceId ? [invoiceId] : null,
        tillId,
      }
      const { data } = await recordPayment({ variables: { input }, context: headersFor(input) })
      if (!data) return
      const { amount: taken, change } = data.recordPayment
      const given = change && change.amount > 0 ? ` Change: ${formatMoney(change)}.` : ''
      toast({ message: `${formatMoney(taken)} taken.${given}` })
      onClose()
    },
  })
  const [amountTyped, tenderedTyped] = form.fields.watch(['amount', 'tendered'])
  const amount = typedAmount(amountTyped, currency)
  const given = isCash ? typedAmount(tenderedTyped, currency) : null
  const offered = (Object.keys(methods) as PaymentMethod[]).filter(
    (each) =>
      each !== 'ONLINE' &&
      each !== 'INSURER' &&
      (each !== 'CREDIT' || (credit !== null && credit.currency === currency && credit.amount > 0)),
  )
  /** While the amount is typed, letters choose the method. */
  const choose = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const chosen = offered.find((each) => methods[each].key === event.key.toLowerCase())
    if (!chosen) return
    event.preventDefault()
    setMethod(chosen)
  }
  const field = { htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' } } as const
  return (
    <SaveDialog
      form={form}
      title="Take payment"
      onClose={onClose}
      submitLabel={amount === null ? 'Take payment' : `Take ${formatMoney(money(amount))}`}
      disabled={amount === null}
      width="xs"
    >
      <Typography>
        Due: <Money value={due} />
        {credit && credit.amount > 0 && (
          <>
            {' · '}Account credit: <Money value={credit} />
          </>
        )}
      </Typography>
      <Field
        name="amount"
        required
        autoFocus
        onFocus={({ target }) => target.select()}
        onKeyDown={choose}
        slotProps={field}
      />
      <ToggleButtonGroup
        exclusive
        fullWidth
        aria-label="Method"
        value={method}
        onChange={(_event, next: PaymentMethod | null) => next && setMethod(next)}
        sx={{
          '& .MuiToggleButton-root': {
            textTransform: 'none',
            gap: 0.75,
            minHeight: 44,
            lineHeight: 1.3,
            px: 1,
          },
        }}
      >
        {offered.map((each) => (
          <ToggleButton key={each} value={each}>
            {methods[each].label}
            <Box component="span" aria-hidden sx={{ display: { xs: 'none', md: 'inline' } }}>
              <Kbd>{methods[each].key.toUpperCase()}</Kbd>
            </Box>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {choice}
      {isCash && (
        <>
          <Field name="tendered" slotProps={field} />
          <Typography role="status" sx={{ fontSize: '1.125rem', fontWeight: 700 }}>
            {given !== null && amount !== null && given >= amount && (
              <>
                Change: <Money value={money(given - amount)} />
              </>
            )}
          </Typography>
        </>
      )}
      {(isCard || method === 'TRANSFER') && <Field name="reference" required={!isCard} />}
    </SaveDialog>
  )
}
