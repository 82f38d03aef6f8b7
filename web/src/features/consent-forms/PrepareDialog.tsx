import MenuItem from '@mui/material/MenuItem'
import { useFormContext } from 'react-hook-form'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import {
  type ConsentForm_formFragment,
  type ConsentFormsOfferedQuery,
  useConsentFormsOfferedQuery,
  usePrepareConsentFormMutation,
} from './consent-forms.gen'

interface Values {
  templateId: string
  procedure: string
  estimate: string
  notes: string
}

const labels = {
  templateId: 'Consent form',
  procedure: 'Procedure',
  estimate: 'Estimated cost',
  notes: 'What else is agreed',
}

interface Props {
  pet: { id: string; name: string }
  /** The visit that it is for. */
  appointmentId: string | null
  onPrepared: (form: ConsentForm_formFragment) => void
  onClose: () => void
}

/** Prepares a form from the hospital’s words, so that it can be signed. */
export function PrepareDialog({ pet, appointmentId, onPrepared, onClose }: Props) {
  const location = useCurrentLocation()
  const { data } = useConsentFormsOfferedQuery({ fetchPolicy: 'cache-and-network' })
  const [prepare] = usePrepareConsentFormMutation()
  const form = useSave<Values>({
    labels,
    start: { templateId: '', procedure: '', estimate: '', notes: '' },
    save: async (values, { headersFor }) => {
      const input = { ...values, petId: pet.id, locationId: location.id, appointmentId }
      const { data } = await prepare({ variables: { input }, context: headersFor(input) })
      if (data) onPrepared(data.prepareConsentForm)
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Consent form for ${pet.name}`}
      submitLabel="Prepare"
      onClose={onClose}
      width="xs"
    >
      <PrepareFields templates={data?.consentFormTemplates ?? []} />
    </SaveDialog>
  )
}

function PrepareFields({ templates }: { templates: ConsentFormsOfferedQuery['consentFormTemplates'] }) {
  const { watch } = useFormContext<Values>()
  const chosen = templates.find(({ id }) => id === watch('templateId'))
  return (
    <>
      <Field<Values> name="templateId" select required>
        {templates.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="procedure" required={chosen?.variables.includes('procedure') ?? false} />
      {chosen?.variables.includes('estimate') && (
        <Field<Values> name="estimate" required placeholder="EUR 240 to 420" />
      )}
      <Field<Values> name="notes" multiline minRows={2} helperText="The client reads and signs it." />
    </>
  )
}
