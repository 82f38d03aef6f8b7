import MenuItem from '@mui/material/MenuItem'
import { type RecordTemplate_templateFragment, useSaveRecordTemplateMutation } from './record-templates.gen'
import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { emptySoap, soapParts, type SoapTexts, textsOf } from './soap'

interface Values extends SoapTexts {
  name: string
  appointmentTypeId: string
  active: boolean
}

const labels = {
  name: 'Name',
  appointmentTypeId: 'Records of this kind of visit begin with it',
  active: 'Offered to whoever writes a record',
  subjective: 'Subjective',
  objective: 'Objective',
  assessment: 'Assessment',
  plan: 'Plan',
}

const valuesOf = (template: RecordTemplate_templateFragment): Values => ({
  name: template.name,
  appointmentTypeId: template.appointmentType?.id ?? '',
  active: template.active,
  ...textsOf(template),
})

interface Props {
  /** Null for a new one. */
  template: RecordTemplate_templateFragment | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<RecordTemplate_templateFragment | null>
  appointmentTypes: readonly { id: string; name: string }[]
  onClose: () => void
}

export function TemplateDialog({ template, latest, appointmentTypes, onClose }: Props) {
  const toast = useToast()
  const [saveTemplate] = useSaveRecordTemplateMutation({
    refetchQueries: ['RecordTemplatesPage', 'WritingAids'],
  })
  const form = useSave<Values, RecordTemplate_templateFragment>({
    labels,
    ...(template
      ? { thing: template, valuesOf, latest }
      : { start: { name: '', appointmentTypeId: '', active: true, ...emptySoap } }),
    show: (field, values) =>
      field === 'appointmentTypeId'
        ? (appointmentTypes.find(({ id }) => id === values.appointmentTypeId)?.name ?? 'None')
        : String(values[field]),
    save: async ({ appointmentTypeId, ...values }, { version, headersFor }) => {
      const input = {
        ...values,
        appointmentTypeId: appointmentTypeId || null,
        ...(template && { id: template.id, version }),
      }
      await saveTemplate({ variables: { input }, context: headersFor(input) })
      toast({ message: 'Saved.' })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={template ? template.name : 'New template'}
      submitLabel="Save"
      onClose={onClose}
      width="md"
    >
      <Field<Values> name="name" required autoFocus />
      <Field<Values> name="appointmentTypeId" select>
        <MenuItem value="">None: it is chosen by its name</MenuItem>
        {appointmentTypes.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      {soapParts.map(({ part }) => (
        <Field<Values> key={part} name={part} multiline minRows={2} />
      ))}
      {template && <SwitchField<Values> name="active" />}
    </SaveDialog>
  )
}
