import Typography from '@mui/material/Typography'
import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { type Animal_petFragment, useReportDeathMutation } from './animal.gen'

interface Props {
  pet: Animal_petFragment
  onClose: () => void
}

const labels = { diedOn: 'Day', reason: 'Anything you would like us to know' }
type Values = Record<keyof typeof labels, string>

/** A client tells the hospital that an animal has died. */
export function ReportDeathDialog({ pet, onClose }: Props) {
  const { timeZone } = useCurrentLocation()
  const [report] = useReportDeathMutation()
  const form = useSave<Values>({
    labels,
    start: { diedOn: todayIn(timeZone), reason: '' },
    save: async ({ diedOn, reason }) => {
      await report({ variables: { input: { id: pet.id, version: pet.version, diedOn, reason } } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`${pet.name} has died`}
      submitLabel="Tell the hospital"
      onClose={onClose}
      width="xs"
    >
      <Typography>
        We are very sorry. When you tell us, visits ahead are cancelled, and we send you no more messages or
        reminders about {pet.name}. What we wrote about {pet.name} stays here for you.
      </Typography>
      <DateField<Values>
        name="diedOn"
        required
        {...(pet.dateOfBirth && { min: pet.dateOfBirth })}
        max={todayIn(timeZone)}
      />
      <Field<Values> name="reason" multiline minRows={2} />
    </SaveDialog>
  )
}
