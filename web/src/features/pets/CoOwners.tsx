import Close from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { lacking } from '../../ui/fields'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { Can } from '../../ui/viewer'
import { OwnerPicker } from './OwnerPicker'
import {
  type OwnerPicker_ownerFragment,
  type PatientForm_petFragment,
  useAddCoOwnerMutation,
  useRemoveCoOwnerMutation,
} from './pets.gen'

type Client = PatientForm_petFragment['coOwners'][number]['owner']

/** Who owns a patient together with its owner, each with a way to end it. */
export function CoOwners({ pet }: { pet: PatientForm_petFragment }) {
  const [leaving, setLeaving] = useState<Client | null>(null)
  return (
    <>
      {pet.coOwners.map(({ owner }) => (
        <Box key={owner.id} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <Link component={RouterLink} to={`/clients/${owner.id}`}>
            {owner.name}
          </Link>
          <Can do="pet:share">
            <IconButton
              size="small"
              aria-label={`Remove the co-owner ${owner.name}`}
              onClick={() => setLeaving(owner)}
            >
              <Close sx={{ fontSize: 16 }} />
            </IconButton>
          </Can>
        </Box>
      ))}
      {leaving && <RemoveCoOwnerDialog pet={pet} owner={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

interface Props {
  pet: PatientForm_petFragment
  onClose: () => void
}

const labels = { ownerId: 'Co-owner' }

/** A further client sees the patient in the portal (P5). */
export function AddCoOwnerDialog({ pet, onClose }: Props) {
  const toast = useToast()
  const [client, setClient] = useState<OwnerPicker_ownerFragment | null>(null)
  const [add] = useAddCoOwnerMutation()
  const form = useSave({
    labels,
    start: { ownerId: '' },
    check: ({ ownerId }) => (ownerId ? null : lacking('ownerId', 'Choose the client.')),
    save: async ({ ownerId }) => {
      await add({ variables: { input: { petId: pet.id, ownerId } } })
      toast({ message: `${client?.name ?? 'The client'} sees ${pet.name} in the portal now.` })
      onClose()
    },
  })
  const refused = form.problem?.field === 'ownerId' ? form.problem : null
  return (
    <SaveDialog
      form={form}
      title={`Add a co-owner of ${pet.name}`}
      submitLabel="Add co-owner"
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        A co-owner sees in the portal what {pet.owner ? pet.owner.name : 'the owner'} sees of {pet.name}, but
        neither contact details nor invoices of another client.
      </Typography>
      <OwnerPicker
        value={client}
        onChange={(owner) => {
          setClient(owner)
          form.fields.setValue('ownerId', owner?.id ?? '')
        }}
        label={labels.ownerId}
        autoFocus
        error={refused !== null}
        helperText={refused?.message}
      />
    </SaveDialog>
  )
}

function RemoveCoOwnerDialog({ pet, owner, onClose }: Props & { owner: Client }) {
  const toast = useToast()
  const [remove] = useRemoveCoOwnerMutation()
  const form = useSave({
    labels: {},
    start: {},
    save: async () => {
      await remove({ variables: { input: { petId: pet.id, ownerId: owner.id } } })
      toast({ message: `${owner.name} sees ${pet.name} no more.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Remove the co-owner ${owner.name}?`}
      submitLabel="Remove co-owner"
      danger
      confirms
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {owner.name} sees nothing of {pet.name} in the portal any more, from now on.
      </Typography>
    </SaveDialog>
  )
}
