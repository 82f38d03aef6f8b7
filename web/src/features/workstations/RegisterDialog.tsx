import MenuItem from '@mui/material/MenuItem'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useRegisterWorkstationMutation } from './workstations.gen'

const labels = { name: 'Name', idleMinutes: 'Locks when nobody touches it for' }
type Values = Record<keyof typeof labels, string>
const minutes = [1, 2, 3, 5, 10, 15, 30, 60]

interface Props {
  onClose: () => void
  onRegistered: () => void
}

/** Makes this browser a shared workstation of the location that is chosen. */
export function RegisterDialog({ onClose, onRegistered }: Props) {
  const location = useCurrentLocation()
  const [register] = useRegisterWorkstationMutation({
    // Whatever asked whether this browser is one asks again.
    refetchQueries: ['ThisWorkstation'],
  })
  const toast = useToast()
  const form = useSave<Values>({
    labels,
    start: { name: '', idleMinutes: '5' },
    save: async ({ name, idleMinutes }) => {
      const input = { name, locationId: location.id, idleMinutes: Number(idleMinutes) }
      await register({ variables: { input } })
      toast({ message: `This browser is ${name.trim()} now.` })
      onRegistered()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`New shared workstation at ${location.name}`}
      onClose={onClose}
      submitLabel="Share this browser"
      width="xs"
    >
      <Field<Values> name="name" placeholder="Front desk left" required autoFocus />
      <Field<Values> name="idleMinutes" select>
        {minutes.map((each) => (
          <MenuItem key={each} value={String(each)}>
            {each === 1 ? '1 minute' : `${each} minutes`}
          </MenuItem>
        ))}
      </Field>
    </SaveDialog>
  )
}
