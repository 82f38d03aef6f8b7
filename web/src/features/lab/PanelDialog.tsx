import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { SearchPicker } from '../../ui/SearchPicker'
import { useSave } from '../../ui/useSave'
import { type Panel_panelFragment, usePanelServicesQuery, useSaveLabPanelMutation } from './panels.gen'

interface Values {
  name: string
  sample: string
  serviceId: { id: string; name: string } | null
  retired: boolean
}

const valuesOf = ({ name, sample, service, retiredAt }: Panel_panelFragment): Values => ({
  name,
  sample,
  serviceId: service,
  retired: retiredAt !== null,
})

const labels = { name: 'Name', sample: 'Sample', serviceId: 'Charged as', retired: 'No longer ordered' }
const start: Values = { name: '', sample: '', serviceId: null, retired: false }

interface Props {
  /** Null for a new one. */
  panel: Panel_panelFragment | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Panel_panelFragment | null>
  onClose: () => void
}

export function PanelDialog({ panel, latest, onClose }: Props) {
  const [save] = useSaveLabPanelMutation()
  const form = useSave<Values, Panel_panelFragment>({
    labels,
    ...(panel ? { thing: panel, valuesOf, latest } : { start }),
    save: async (values, { version, headersFor }) => {
      const input = {
        ...values,
        serviceId: values.serviceId?.id ?? null,
        ...(panel && { id: panel.id, version }),
      }
      await save({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={panel ? `Edit ${panel.name}` : 'New panel'}
      submitLabel="Save"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="name" required autoFocus />
      <Field<Values> name="sample" required helperText="What is taken: EDTA blood, 1 ml" />
      <SearchPicker
        name="serviceId"
        label={labels.serviceId}
        useSearch={usePanelServicesQuery}
        foundIn={(data) => data.services.nodes}
        before="Type a service"
        none="Nothing like it in the price list"
        hint="Put on the invoice when it is ordered. Empty: not charged."
      />
      {panel && <SwitchField<Values> name="retired" />}
    </SaveDialog>
  )
}
