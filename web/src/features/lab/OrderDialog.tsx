import MenuItem from '@mui/material/MenuItem'
import type { LabUrgency } from '../../gql/types'
import { useCurrentLocation } from '../../ui/location'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { useLabOrderChoicesQuery, useOrderLabTestMutation } from './lab.gen'

interface Values {
  panelId: string
  urgency: LabUrgency
  note: string
}

const urgencies = [
  ['ROUTINE', 'Routine'],
  ['URGENT', 'Urgent'],
] as const

interface Props {
  pet: { id: string; name: string }
  onClose: () => void
}

/** Orders a panel; the results become the task of whoever orders. */
export function OrderDialog({ pet, onClose }: Props) {
  const { data } = useLabOrderChoicesQuery()
  const [order] = useOrderLabTestMutation()
  const { id: locationId } = useCurrentLocation()
  const form = useSave<Values>({
    labels: { panelId: 'Panel', urgency: 'Urgency', note: 'Note for the laboratory' },
    start: { panelId: '', urgency: 'ROUTINE', note: '' },
    save: async ({ note, ...values }, { headersFor }) => {
      const input = { ...values, petId: pet.id, locationId, note: note.trim() || null }
      await order({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const chosen = data?.labPanels.find(({ id }) => id === form.fields.watch('panelId'))
  return (
    <SaveDialog form={form} title={`Order for ${pet.name}`} submitLabel="Order" onClose={onClose} width="xs">
      <Field<Values>
        name="panelId"
        select
        required
        autoFocus
        helperText={chosen ? `Sample: ${chosen.sample}` : ' '}
      >
        {(data?.labPanels ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <ChipsField<Values> name="urgency" options={urgencies} />
      <Field<Values> name="note" multiline minRows={2} helperText="The client does not read it." />
    </SaveDialog>
  )
}
