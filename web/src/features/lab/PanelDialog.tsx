import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { type Panel_panelFragment, useSaveLabPanelMutation } from './panels.gen'

interface Values {
  name: string
  sample: string
  retired: boolean
}

const valuesOf = ({ name, sample, retiredAt }: Panel_panelFragment): Values => ({
  name,
  sample,
  retired: retiredAt !== null,
})

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
    labels: { name: 'Name', sample: 'Sample', retired: 'No longer ordered' },
    ...(panel ? { thing: panel, valuesOf, latest } : { start: { name: '', sample: '', retired: false } }),
    save: async (values, { version, headersFor }) => {
      const input = { ...values, ...(panel && { id: panel.id, version }) }
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
      {panel && <SwitchField<Values> name="retired" />}
    </SaveDialog>
  )
}
