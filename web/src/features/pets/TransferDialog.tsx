import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { lacking } from '../../ui/fields'
import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { OwnerPicker } from './OwnerPicker'
import {
  type OwnerPicker_ownerFragment,
  type PatientForm_petFragment,
  useTransferPetMutation,
} from './pets.gen'
import { VisitsAhead } from './VisitsAhead'

interface Props {
  pet: PatientForm_petFragment
  onClose: () => void
}

const labels = { toOwnerId: 'New owner', transferredOn: 'Since', reason: 'Reason' }
type Values = Record<keyof typeof labels, string>

/** A patient that has another owner from now on (PT5). */
export function TransferDialog({ pet, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const toast = useToast()
  const [next, setNext] = useState<OwnerPicker_ownerFragment | null>(null)
  const [transfer] = useTransferPetMutation({
    update: (cache) => {
      cache.evict({ fieldName: 'pets' })
      for (const id of [pet.owner?.id, next?.id])
        cache.evict({ id: cache.identify({ __typename: 'Owner', id: id ?? '' }), fieldName: 'pets' })
    },
  })
  const form = useSave<Values>({
    labels,
    start: { toOwnerId: '', transferredOn: todayIn(timeZone), reason: '' },
    check: ({ toOwnerId }) => (toOwnerId ? null : lacking('toOwnerId', 'Choose the new owner.')),
    save: async (values, { headersFor }) => {
      const input = { id: pet.id, version: pet.version, ...values }
      await transfer({ variables: { input }, context: headersFor(input) })
      toast({ message: `${pet.name} belongs to ${next?.name ?? 'the new owner'} now.` })
      onClose()
    },
  })
  const refused = form.problem?.field === 'toOwnerId' ? form.problem : null
  return (
    <SaveDialog
      form={form}
      title={`Change the owner of ${pet.name}`}
      submitLabel="Change owner"
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        The chart goes with {pet.name}. Invoices stay with {pet.owner ? pet.owner.name : 'the present owner'},
        who sees {pet.name} no more in the portal.
      </Typography>
      <VisitsAhead petId={pet.id} becomes="will be the new owner’s:" />
      <OwnerPicker
        value={next}
        onChange={(owner) => {
          setNext(owner)
          form.fields.setValue('toOwnerId', owner?.id ?? '')
        }}
        label={labels.toOwnerId}
        autoFocus
        error={refused !== null}
        helperText={refused?.message}
      />
      <DateField<Values> name="transferredOn" required max={todayIn(timeZone)} />
      <Field<Values>
        name="reason"
        required
        multiline
        minRows={2}
        helperText="For example: rehomed, inherited, sold"
      />
    </SaveDialog>
  )
}
