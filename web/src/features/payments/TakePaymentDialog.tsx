import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useState } from 'react'
import type { PaymentMethod } from '../../gql/types'
import { type Problem, problemOf } from '../../ui/errors'
import { isAbout, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { formatMoney, type MoneyValue } from '../../ui/format'
import { useIdempotencyKey } from '../../ui/idempotency'
import { Kbd } from '../../ui/Kbd'
import { Money } from '../../ui/Money'
import { useToast } from '../../ui/toasts'
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

const shown = ['amount', 'reference', 'tendered'] as const

/** The amount due stands there selected, one key chooses the method, Enter takes the payment. */
export function TakePaymentDialog({ ownerId, locationId, invoiceId, due, credit, onClose }: Props) {
  const { currency } = due
  const [method, setMethod] = useState<PaymentMethod>('CARD')
  const { values, text } = useFields({
    amount: due.amount > 0 ? amountText(due.amount, currency) : '',
    tendered: '',
    reference: '',
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [record, { loading }] = useRecordPaymentMutation()
  const toast = useToast()
  const { tillId, choice } = useCashTill(locationId, method)
  const money = (amount: number): MoneyValue => ({ amount, currency })
  const amount = typedAmount(values.amount, currency)
  const given = method === 'CASH' ? typedAmount(values.tendered, currency) : null
  const offered = (Object.keys(methods) as PaymentMethod[]).filter(
    (each) =>
      each !== 'ONLINE' &&
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
  const submit = async () => {
    if (amount === null) return
    setProblem(null)
    const input = {
      ownerId,
      locationId,
      method,
      amount: money(amount),
      tendered: given === null ? null : money(given),
      reference: values.reference.trim() || null,
      invoiceIds: invoiceId ? [invoiceId] : null,
      tillId,
    }
    try {
      const { data } = await record({ variables: { input }, context: headersFor(input) })
      done()
      const taken = data?.recordPayment
      if (taken)
        toast({
          message:
            taken.change && taken.change.amount > 0
              ? `${formatMoney(taken.amount)} taken. Change: ${formatMoney(taken.change)}.`
              : `${formatMoney(taken.amount)} taken.`,
        })
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  const field = { htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' } } as const
  return (
    <FormDialog
      title="Take payment"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={amount === null ? 'Take payment' : `Take ${formatMoney(money(amount))}`}
      busy={loading}
      disabled={amount === null}
      error={shown.some((name) => isAbout(problem, name)) ? null : problem}
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
      <TextField
        label={`Amount (${currency})`}
        required
        autoFocus
        {...text('amount')}
        {...wrong(problem, 'amount')}
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
      {method === 'CASH' && (
        <>
          <TextField
            label={`Cash received (${currency})`}
            {...text('tendered')}
            {...wrong(problem, 'tendered')}
            slotProps={field}
          />
          <Typography role="status" sx={{ fontSize: '1.125rem', fontWeight: 700 }}>
            {given !== null && amount !== null && given >= amount && (
              <>
                Change: <Money value={money(given - amount)} />
              </>
            )}
          </Typography>
        </>
      )}
      {(method === 'CARD' || method === 'TRANSFER') && (
        <TextField
          label={method === 'CARD' ? 'Terminal reference' : 'Bank reference'}
          required={method === 'TRANSFER'}
          {...text('reference')}
          {...wrong(problem, 'reference')}
        />
      )}
    </FormDialog>
  )
}
