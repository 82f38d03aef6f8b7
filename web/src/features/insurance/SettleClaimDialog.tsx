import Typography from '@mui/material/Typography'
import { amountFrom, amountText } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { formatMoney } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type Claim_insuranceClaimFragment, useSettleInsuranceClaimMutation } from './insurance.gen'

interface Props {
  claim: Claim_insuranceClaimFragment
  onClose: () => void
}

/** Records what an insurer has paid; all that was claimed stands there. */
export function SettleClaimDialog({ claim, onClose }: Props) {
  const { id, version, insurer, claimed } = claim
  const { currency } = claimed
  const [settle] = useSettleInsuranceClaimMutation()
  const toast = useToast()
  const form = useSave({
    labels: { amount: `Paid by the insurer (${currency})`, reference: 'Reference' },
    start: { amount: amountText(claimed), reference: '' },
    check: ({ amount }) =>
      amountFrom(amount, currency) === null ? lacking('amount', 'Type an amount above zero.') : null,
    save: async ({ amount, reference }, { headersFor }) => {
      const input = {
        id,
        version,
        amount: amountFrom(amount, currency)!,
        reference: reference.trim() || null,
      }
      await settle({ variables: { input }, context: headersFor(input) })
      toast({ message: `${formatMoney(input.amount)} of ${insurer} taken.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Settle the claim" submitLabel="Settle" onClose={onClose} width="xs">
      <Typography>
        {insurer} was asked for <Money value={claimed} />. What it does not pay the client owes again.
      </Typography>
      <Field
        name="amount"
        required
        autoFocus
        onFocus={({ target }) => target.select()}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', className: 'tabular' } }}
      />
      <Field name="reference" helperText="The insurer’s or the bank’s." />
    </SaveDialog>
  )
}
