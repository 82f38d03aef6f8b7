import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import MenuItem from '@mui/material/MenuItem'
import { useController } from 'react-hook-form'
import { lacking } from '../../ui/fields'
import { Money } from '../../ui/Money'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { claimableOf, type ClaimedInvoice, policiesOf } from './claimable'
import { useCreateInsuranceClaimMutation } from './insurance.gen'

interface Values {
  policyId: string
  condition: string
  itemIds: string[]
}

const labels = { policyId: 'Policy', condition: 'What was treated', itemIds: 'What to claim' }

/** Drafts a claim: by which policy, for what, and which lines. */
export function ClaimDialog({ invoice, onClose }: { invoice: ClaimedInvoice; onClose: () => void }) {
  const toast = useToast()
  const [create] = useCreateInsuranceClaimMutation()
  const policies = policiesOf(invoice)
  /** The lines for the insured pet and for no single one. */
  const linesFor = (policyId: string) => {
    const petId = policies.find(({ id }) => id === policyId)?.petId
    return claimableOf(invoice).filter(({ pet }) => !pet || pet.id === petId)
  }
  const first = policies[0]!.id
  const idsFor = (policyId: string) => linesFor(policyId).map(({ id }) => id)
  const form = useSave<Values>({
    labels,
    start: { policyId: first, condition: '', itemIds: idsFor(first) },
    check: ({ itemIds }) => (itemIds.length === 0 ? lacking('itemIds', 'Choose what is claimed.') : null),
    save: async ({ policyId, condition, itemIds }, { headersFor }) => {
      const input = { invoiceId: invoice.id, policyId, condition: condition.trim(), itemIds }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: 'The claim is drafted.' })
      onClose()
    },
  })
  const policyId = form.fields.watch('policyId')
  return (
    <SaveDialog form={form} title="Claim from insurer" submitLabel="Draft the claim" onClose={onClose}>
      <Field<Values>
        name="policyId"
        select
        required
        onValue={() => form.fields.setValue('itemIds', idsFor(form.fields.getValues('policyId')))}
      >
        {policies.map(({ id, insurer, number, petName }) => (
          <MenuItem key={id} value={id}>
            {insurer}, {number} ({petName})
          </MenuItem>
        ))}
      </Field>
      <Field<Values>
        name="condition"
        required
        autoFocus
        multiline
        minRows={2}
        helperText="The insurer reads it: the diagnosis and since when."
      />
      <Lines lines={linesFor(policyId)} />
    </SaveDialog>
  )
}

function Lines({ lines }: { lines: ClaimedInvoice['items'] }) {
  const { field, fieldState } = useController<Values, 'itemIds'>({ name: 'itemIds' })
  const turn = (id: string, on: boolean) =>
    field.onChange(on ? [...field.value, id] : field.value.filter((each) => each !== id))
  return (
    <Box role="group" aria-label={labels.itemIds} sx={{ display: 'grid' }}>
      {lines.map(({ id, description, petName, gross }, place) => (
        <Box key={id} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <FormControlLabel
            sx={{ flex: 1, minWidth: 0 }}
            control={
              <Checkbox
                checked={field.value.includes(id)}
                onChange={({ target }) => turn(id, target.checked)}
                slotProps={{ input: place === 0 ? { ref: field.ref } : {} }}
              />
            }
            label={petName ? `${description} (${petName})` : description}
          />
          <Money value={gross} />
        </Box>
      ))}
      {fieldState.error?.message && <FormHelperText error>{fieldState.error.message}</FormHelperText>}
    </Box>
  )
}
