import { amountFrom, amountText } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type Policy_insurancePolicyFragment,
  useCreateInsurancePolicyMutation,
  useUpdateInsurancePolicyMutation,
} from './insurance.gen'

type Policy = Policy_insurancePolicyFragment

interface Values {
  insurer: string
  number: string
  validFrom: string
  validUntil: string
  coverPercent: string
  excess: string
}

const labels = {
  insurer: 'Insurer',
  number: 'Policy number',
  validFrom: 'Valid from',
  validUntil: 'Valid until',
  coverPercent: 'Cover (%)',
  excess: 'Excess',
}

const saidBy = ({ coverPercent, excess, ...values }: Values, currency: string) => ({
  insurer: values.insurer.trim(),
  number: values.number.trim(),
  validFrom: values.validFrom,
  validUntil: values.validUntil || null,
  coverPercent: coverPercent.trim() === '' ? null : Number(coverPercent),
  excess: excess.trim() === '' ? null : amountFrom(excess, currency),
})

const checkFor =
  (currency: string) =>
  ({ coverPercent, excess }: Values) => {
    if (!/^\d*$/.test(coverPercent.trim())) return lacking('coverPercent', 'Type whole per cent: 1 to 100.')
    if (excess.trim() !== '' && amountFrom(excess, currency) === null)
      return lacking('excess', 'Type an amount.')
    return null
  }

function PolicyFields() {
  return (
    <>
      <Field<Values> name="insurer" required autoFocus />
      <Field<Values> name="number" required />
      <Pair>
        <DateField<Values> name="validFrom" required />
        <DateField<Values> name="validUntil" helperText="Empty while no end is known." />
      </Pair>
      <Pair>
        <Field<Values> name="coverPercent" slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
        <Field<Values>
          name="excess"
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          helperText="What the client pays of each claim."
        />
      </Pair>
    </>
  )
}

interface NewProps {
  pet: { id: string; name: string }
  onClose: () => void
}

/** Notes by whom a patient is insured. */
export function NewPolicyDialog({ pet, onClose }: NewProps) {
  const { currency } = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateInsurancePolicyMutation()
  const form = useSave<Values>({
    labels,
    start: { insurer: '', number: '', validFrom: '', validUntil: '', coverPercent: '', excess: '' },
    check: checkFor(currency),
    save: async (values, { headersFor }) => {
      const input = { petId: pet.id, ...saidBy(values, currency) }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `The policy of ${pet.name} is noted.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Policy of ${pet.name}`} submitLabel="Add policy" onClose={onClose}>
      <PolicyFields />
    </SaveDialog>
  )
}

interface EditProps {
  policy: Policy
  /** Fetches the policy anew when somebody else was faster. */
  latest: () => Promise<Policy | null>
  onClose: () => void
}

/** Changes what is noted of a policy. */
export function EditPolicyDialog({ policy, latest, onClose }: EditProps) {
  const here = useCurrentLocation()
  const currency = policy.excess?.currency ?? here.currency
  const toast = useToast()
  const [update] = useUpdateInsurancePolicyMutation()
  const form = useSave<Values, Policy>({
    labels,
    thing: policy,
    latest,
    valuesOf: ({ insurer, number, validFrom, validUntil, coverPercent, excess }) => ({
      insurer,
      number,
      validFrom,
      validUntil: validUntil ?? '',
      coverPercent: coverPercent === null ? '' : String(coverPercent),
      excess: excess ? amountText(excess) : '',
    }),
    check: checkFor(currency),
    save: async (values, { version }) => {
      await update({ variables: { input: { id: policy.id, version, ...saidBy(values, currency) } } })
      toast({ message: 'The policy is saved.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Policy ${policy.number}`} submitLabel="Save" onClose={onClose}>
      <PolicyFields />
    </SaveDialog>
  )
}
