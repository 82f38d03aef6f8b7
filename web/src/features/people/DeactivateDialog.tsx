import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import { HandOver } from './HandOver'
import { type Person_userFragment, useDeactivateUserMutation } from './people.gen'
import { useReactivate } from './useReactivate'

export function DeactivateDialog({ person, onClose }: { person: Person_userFragment; onClose: () => void }) {
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const { reactivate } = useReactivate()
  const mayReadDiary = useCan('appointment:read')
  const [deactivate, { loading }] = useDeactivateUserMutation({
    update: (cache) => void cache.evict({ fieldName: 'users' }),
  })
  const submit = async () => {
    setError(null)
    try {
      const { data } = await deactivate({ variables: { id: person.id, version: person.version } })
      toast({
        message: `${person.name} can no longer sign in.`,
        action: data ? { label: 'Undo', run: () => void reactivate(data.deactivateUser) } : undefined,
      })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Deactivate ${person.name}?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Deactivate"
      busy={loading}
      danger
      error={error}
      width="sm"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {person.firstName} is signed out everywhere at once, cannot sign in, and can no longer be booked or
        chosen. The name stays on everything they did.
      </Typography>
      {mayReadDiary && person.isVet && (
        <HandOver personId={person.id}>
          {(count) =>
            `${count === 1 ? 'One visit is' : `${count} visits are`} still booked with ${person.firstName}. What you do not hand over now stays on this person’s page.`
          }
        </HandOver>
      )}
    </FormDialog>
  )
}
