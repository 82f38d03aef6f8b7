import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type RecordTemplate_templateFragment, useSaveRecordTemplateMutation } from './record-templates.gen'
import { type Problem, problemOf } from '../../ui/errors'
import { isAbout, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'
import { emptySoap, soapParts, textsOf } from './soap'

interface Props {
  /** Null for a new one. */
  template: RecordTemplate_templateFragment | null
  appointmentTypes: readonly { id: string; name: string }[]
  onClose: () => void
}

export function TemplateDialog({ template, appointmentTypes, onClose }: Props) {
  const fields = useFields({
    name: template?.name ?? '',
    appointmentTypeId: template?.appointmentType?.id ?? '',
    active: template?.active ?? true,
    ...(template ? textsOf(template) : emptySoap),
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [save, { loading }] = useSaveRecordTemplateMutation({
    refetchQueries: ['RecordTemplatesPage', 'WritingAids'],
  })
  const toast = useToast()
  const submit = async () => {
    setProblem(null)
    const { appointmentTypeId, ...values } = fields.values
    const input = {
      ...values,
      id: template?.id,
      version: template?.version,
      appointmentTypeId: appointmentTypeId || null,
    }
    try {
      await save({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: 'Saved.' })
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  return (
    <FormDialog
      title={template ? template.name : 'New template'}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      disabled={fields.values.name.trim() === ''}
      error={['name', 'appointmentTypeId'].some((field) => isAbout(problem, field)) ? null : problem}
      width="md"
    >
      <TextField {...fields.text('name')} label="Name" required autoFocus {...wrong(problem, 'name')} />
      <TextField
        {...fields.text('appointmentTypeId')}
        select
        label="Records of this kind of visit begin with it"
        {...wrong(problem, 'appointmentTypeId')}
      >
        <MenuItem value="">None: it is chosen by its name</MenuItem>
        {appointmentTypes.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {soapParts.map(({ part, label }) => (
        <TextField
          key={part}
          {...fields.text(part)}
          label={label}
          multiline
          minRows={2}
          {...wrong(problem, part)}
        />
      ))}
      {template && (
        <FormControlLabel
          control={
            <Switch
              checked={fields.values.active}
              onChange={(event) => fields.set('active', event.target.checked)}
            />
          }
          label="Offered to whoever writes a record"
        />
      )}
    </FormDialog>
  )
}
