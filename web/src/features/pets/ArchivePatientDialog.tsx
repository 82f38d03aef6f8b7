import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog'
import { patientText } from '../../ui/patient'
import { useToast } from '../../ui/toasts'
import { type PatientForm_petFragment, useArchivePetMutation } from './pets.gen'

export function ArchivePatientDialog({
  pet,
  onClose,
}: {
  pet: PatientForm_petFragment
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [archive, { loading }] = useArchivePetMutation({
    update: (cache) => void cache.evict({ fieldName: 'pets' }),
  })
  const submit = async () => {
    setError(null)
    try {
      await archive({ variables: { input: { id: pet.id, version: pet.version, reason: reason.trim() } } })
      toast({ message: `${patientText(pet)}, is inactive now.` })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Make ${pet.name} inactive?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Make inactive"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        An inactive patient cannot be booked and leaves the lists. The chart stays, and the status filter
        still finds it.
      </Typography>
      <TextField
        label="Reason"
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        multiline
        minRows={2}
      />
    </FormDialog>
  )
}
