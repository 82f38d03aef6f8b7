import MenuItem from '@mui/material/MenuItem'
import type { PaymentMethod } from '../../gql/types'
import { lacking } from '../../ui/fields'
import { formatDateTime, formatMoney } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useCashTill } from './CashTill'
import { useDepositVisitsQuery, useRecordDepositMutation } from './payments.gen'
import { methods } from './paymentWords'
import { typedAmount } from './typedAmount'

interface Props {
  ownerId: string
  onTaken: () => void
  onClose: () => void
}

interface Values {
  amount: string
  method: PaymentMethod
  reference: string
  appointmentId: string
}

/** Takes money ahead, for a visit if there is one. */
export function TakeDepositDialog({ ownerId, onTaken, onClose }: Props) {
  const { id: locationId, currency, timeZone } = useCurrentLocation()
  const toast = useToast()
  const [record] = useRecordDepositMutation()
  const { data } = useDepositVisitsQuery({ variables: { ownerId }, fetchPolicy: 'cache-and-network' })
  const visits = (data?.owner?.pets.nodes ?? []).flatMap(({ name, nextAppointment }) =>
    nextAppointment ? [{ ...nextAppointment, name }] : [],
  )
  const form = useSave<Values>({
    labels: {
      amount: `Amount (${currency})`,
      method: 'Method',
      reference: 'Reference',
      appointmentId: 'For the visit',
    },
    start: { amount: '', method: 'CARD', reference: '', appointmentId: '' },
    check: ({ amount }) =>
      typedAmount(amount, currency) === null ? lacking('amount', 'Type an amount above zero.') : null,
    save: async ({ amount, method, reference, appointmentId }, { headersFor }) => {
      const input = {
        ownerId,
        locationId,
        method,
        amount: { amount: typedAmount(amount, currency)!, currency },
        reference: reference.trim() || null,
        appointmentId: appointmentId || null,
        tillId,
      }
      await record({ variables: { input }, context: headersFor(input) })
      toast({ message: `Deposit of ${formatMoney(input.amount)} taken.` })
      onTaken()
      onClose()
    },
  })
  const method = form.fields.watch('method')
  const { tillId, choice } = useCashTill(locationId, method)
  return (
    <SaveDialog form={form} title="Take deposit" submitLabel="Take deposit" onClose={onClose} width="xs">
      <Field<Values>
        name="amount"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' } }}
      />
      <Field<Values> name="method" select>
        {(['CARD', 'CASH', 'TRANSFER'] as const).map((each) => (
          <MenuItem key={each} value={each}>
            {methods[each].label}
          </MenuItem>
        ))}
      </Field>
      {choice}
      {method !== 'CASH' && <Field<Values> name="reference" required={method === 'TRANSFER'} />}
      <Field<Values>
        name="appointmentId"
        select
        helperText="It stays with the visit when that is moved."
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">No visit</MenuItem>
        {visits.map(({ id, name, startsAt }) => (
          <MenuItem key={id} value={id}>
            {name}, {formatDateTime(startsAt, timeZone)}
          </MenuItem>
        ))}
      </Field>
    </SaveDialog>
  )
}
