import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type TextBlock_blockFragment, useSaveTextBlockMutation } from './record-templates.gen'
import { type Problem, problemOf } from '../../ui/errors'
import { isAbout, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'

interface Props {
  /** Null for a new one. */
  block: TextBlock_blockFragment | null
  onClose: () => void
}

export function TextBlockDialog({ block, onClose }: Props) {
  const fields = useFields({
    name: block?.name ?? '',
    text: block?.text ?? '',
    active: block?.active ?? true,
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [save, { loading }] = useSaveTextBlockMutation({
    refetchQueries: ['RecordTemplatesPage', 'WritingAids'],
  })
  const toast = useToast()
  const submit = async () => {
    setProblem(null)
    const input = { ...fields.values, id: block?.id, version: block?.version }
    try {
      await save({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: 'Saved.' })
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  const { name, text } = fields.values
  return (
    <FormDialog
      title={block ? `/${block.name}` : 'New text block'}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      disabled={name.trim() === '' || text.trim() === ''}
      error={['name', 'text'].some((field) => isAbout(problem, field)) ? null : problem}
    >
      <TextField
        {...fields.text('name')}
        label="Name"
        required
        autoFocus
        helperText="Typed after “/” in a record: small letters, digits and hyphens"
        {...wrong(problem, 'name')}
      />
      <TextField
        {...fields.text('text')}
        label="Text"
        required
        multiline
        minRows={3}
        {...wrong(problem, 'text')}
      />
      {block && (
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
