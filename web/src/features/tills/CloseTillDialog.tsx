import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useFormContext } from 'react-hook-form'
import { amountFrom, amountText } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { formatMoney, type MoneyValue } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { cashInput } from './TillDialogs'
import { type TillSession_sessionFragment, useCloseTillMutation } from './tills.gen'

interface Props {
  name: string
  session: TillSession_sessionFragment
  /** The values of notes and coins, the largest first. */
  cash: readonly MoneyValue[]
  onClose: () => void
}

interface Values {
  cash: string[]
  differenceReason: string
  banked: string
  bankReference: string
}

/** How many were typed; null for what is no number of notes. */
const piecesFrom = (text: string): number | null =>
  text.trim() === '' ? 0 : /^\d{1,6}$/.test(text.trim()) ? Number(text) : null

/** Counts a till by its notes and coins, explains a difference, and says what goes to the bank. */
export function CloseTillDialog({ name, session, cash, onClose }: Props) {
  const { expected, float } = session
  const { currency } = expected
  const toast = useToast()
  const [close] = useCloseTillMutation({ update: (cache) => void cache.evict({ fieldName: 'tillSessions' }) })
  const sum = (pieces: readonly string[]) =>
    cash.reduce((total, { amount }, place) => total + amount * (piecesFrom(pieces[place] ?? '') ?? 0), 0)
  const form = useSave<Values>({
    labels: {
      cash: 'Cash',
      differenceReason: 'Reason of the difference',
      banked: `To the bank (${currency})`,
      bankReference: 'Paying-in slip',
    },
    start: { cash: cash.map(() => ''), differenceReason: '', banked: '', bankReference: '' },
    check: (values) => {
      const wrong = values.cash.findIndex((text) => piecesFrom(text) === null)
      if (wrong >= 0) return lacking(`cash.${wrong}`, 'A whole number.')
      if (sum(values.cash) !== expected.amount && values.differenceReason.trim() === '')
        return lacking('differenceReason', 'Say why it differs.')
      return values.banked.trim() === '' || amountFrom(values.banked, currency)
        ? null
        : lacking('banked', 'Type an amount.')
    },
    save: async (values, { headersFor }) => {
      const input = {
        sessionId: session.id,
        version: session.version,
        cash: cash.flatMap((value, place) => {
          const pieces = piecesFrom(values.cash[place] ?? '')
          return pieces ? [{ value, pieces }] : []
        }),
        differenceReason: values.differenceReason.trim() || null,
        banked: amountFrom(values.banked, currency),
        bankReference: values.bankReference.trim() || null,
      }
      const { data } = await close({ variables: { input }, context: headersFor(input) })
      const counted = data?.closeTill.counted
      toast({ message: `${name} is closed${counted ? ` with ${formatMoney(counted)}` : ''}.` })
      onClose()
    },
  })
  const counted = sum(form.fields.watch('cash'))
  const difference = counted - expected.amount
  const money = (amount: number): MoneyValue => ({ amount, currency })
  const surplus = amountText(money(Math.max(counted - float.amount, 0)))
  return (
    <SaveDialog form={form} title={`Count and close ${name}`} submitLabel="Close till" onClose={onClose}>
      <Box
        role="group"
        aria-label="Notes and coins"
        sx={{
          display: 'grid',
          columnGap: 3,
          rowGap: 0.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {cash.map((value, place) => (
          <Pieces key={value.amount} value={value} place={place} first={place === 0} />
        ))}
      </Box>
      <Box role="status" sx={{ display: 'grid', gap: 0.5 }}>
        <Line label="Counted" value={money(counted)} strong />
        <Line label="Expected" value={expected} />
        {difference !== 0 && (
          <Line label={difference > 0 ? 'Too much' : 'Missing'} value={money(Math.abs(difference))} strong />
        )}
      </Box>
      {difference !== 0 && <Field<Values> name="differenceReason" required multiline minRows={2} />}
      <Pair>
        <Field<Values>
          name="banked"
          placeholder={surplus}
          helperText={`All but the float is ${surplus}.`}
          slotProps={cashInput}
        />
        <Field<Values> name="bankReference" />
      </Pair>
    </SaveDialog>
  )
}

function Line({ label, value, strong = false }: { label: string; value: MoneyValue; strong?: boolean }) {
  return (
    <Typography
      component="div"
      sx={{ display: 'flex', justifyContent: 'space-between', fontWeight: strong ? 700 : 400 }}
    >
      <span>{label}</span>
      <Money value={value} />
    </Typography>
  )
}

function Pieces({ value, place, first }: { value: MoneyValue; place: number; first: boolean }) {
  const { register, getFieldState, formState, watch } = useFormContext<Values>()
  const path = `cash.${place}` as const
  const { ref, ...bound } = register(path)
  const refusal = getFieldState(path, formState).error?.message
  const pieces = piecesFrom(watch(path))
  const label = formatMoney(value)
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
      <Box component="span" className="tabular" aria-hidden sx={{ flex: '1 1 90px', textAlign: 'right' }}>
        {label} ×
      </Box>
      <TextField
        {...bound}
        inputRef={ref}
        autoFocus={first}
        error={refusal !== undefined}
        helperText={refusal}
        sx={{ width: 88 }}
        slotProps={{
          htmlInput: {
            'aria-label': `Pieces of ${label}`,
            inputMode: 'numeric',
            autoComplete: 'off',
            className: 'tabular',
          },
        }}
      />
      <Box component="span" sx={{ flex: '1 1 90px', textAlign: 'right', color: 'text.secondary' }}>
        <Money value={{ ...value, amount: value.amount * (pieces ?? 0) }} />
      </Box>
    </Box>
  )
}
