import { type TextBlock_blockFragment, useSaveTextBlockMutation } from './record-templates.gen'
import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'

const labels = { name: 'Name', text: 'Text', active: 'Offered to whoever writes a record' }

interface Values {
  name: string
  text: string
  active: boolean
}

interface Props {
  /** Null for a new one. */
  block: TextBlock_blockFragment | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<TextBlock_blockFragment | null>
  onClose: () => void
}

export function TextBlockDialog({ block, latest, onClose }: Props) {
  const toast = useToast()
  const [saveBlock] = useSaveTextBlockMutation({ refetchQueries: ['RecordTemplatesPage', 'WritingAids'] })
  const valuesOf = ({ name, text, active }: Values) => ({ name, text, active })
  const form = useSave<Values, TextBlock_blockFragment>({
    labels,
    ...(block ? { thing: block, valuesOf, latest } : { start: { name: '', text: '', active: true } }),
    save: async (values, { version, headersFor }) => {
      const input = { ...values, ...(block && { id: block.id, version }) }
      await saveBlock({ variables: { input }, context: headersFor(input) })
      toast({ message: 'Saved.' })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={block ? `/${block.name}` : 'New text block'}
      submitLabel="Save"
      onClose={onClose}
    >
      <Field<Values>
        name="name"
        required
        autoFocus
        helperText="Typed after “/” in a record: small letters, digits and hyphens"
      />
      <Field<Values> name="text" required multiline minRows={3} />
      {block && <SwitchField<Values> name="active" />}
    </SaveDialog>
  )
}
