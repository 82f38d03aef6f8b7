import { skipToken } from '@apollo/client/react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { problemOf } from '../../ui/errors'
import { FilterChips } from '../../ui/FilterChips'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import {
  type MessageTemplate_templateFragment,
  usePreviewMessageQuery,
  useUpdateMessageTemplateMutation,
} from './message-templates.gen'

type Template = MessageTemplate_templateFragment

interface Values {
  subject: string
  body: string
  linkLabel: string
}

const labels = { subject: 'Subject', body: 'Text', linkLabel: 'Button' }

const valuesOf = ({ wording }: Pick<Template, 'wording'>): Values => ({
  ...wording,
  linkLabel: wording.linkLabel ?? '',
})

const inputOf = ({ template, language, channel }: Template, { subject, body, linkLabel }: Values) => ({
  template,
  language,
  channel,
  subject,
  body,
  linkLabel: linkLabel.trim() === '' ? null : linkLabel,
})

interface Props {
  template: Template
  latest: () => Promise<Template | null>
  onClose: () => void
}

/** The words of one message, beside what somebody would read. */
export function MessageTemplateDialog({ template, latest, onClose }: Props) {
  const toast = useToast()
  const [update] = useUpdateMessageTemplateMutation()
  const form = useSave<Values, Template>({
    labels,
    thing: template,
    valuesOf,
    latest,
    save: async (values, { version }) => {
      await update({ variables: { input: { ...inputOf(template, values), version } } })
      toast({ message: `${template.name}: the next message says this.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={template.name} submitLabel="Save" onClose={onClose} width="md">
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <Words template={template} />
        <Preview template={template} />
      </Box>
    </SaveDialog>
  )
}

function Words({ template }: { template: Template }) {
  const { setValue } = useFormContext<Values>()
  const original = valuesOf({ wording: template.originalWording })
  const restore = () => {
    for (const name of ['subject', 'body', 'linkLabel'] as const)
      setValue(name, original[name], { shouldDirty: true })
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {template.sentWhen} Blank lines separate paragraphs.
      </Typography>
      <Field<Values> name="subject" required autoFocus />
      <Field<Values> name="body" required multiline minRows={10} maxRows={18} />
      {template.originalWording.linkLabel !== null && <Field<Values> name="linkLabel" required />}
      <Box>
        <Typography variant="subtitle2" component="h3">
          What it can mention
        </Typography>
        <Box component="dl" sx={{ m: 0, display: 'grid', gap: 0.5 }}>
          {template.variables.map(({ name, meaning, optional }) => (
            <Box key={name}>
              <Box component="dt" sx={{ display: 'inline', fontFamily: 'monospace' }}>
                {`{{ ${name} }}`}
              </Box>
              <Typography component="dd" variant="body2" sx={{ display: 'inline', m: 0, ml: 1 }}>
                {meaning}
                {optional && ' (may be blank)'}
              </Typography>
            </Box>
          ))}
        </Box>
      </Box>
      <Box>
        <Button variant="outlined" onClick={restore}>
          Fill in the original wording
        </Button>
      </Box>
    </Box>
  )
}

function Preview({ template }: { template: Template }) {
  const { watch } = useFormContext<Values>()
  const [subject, body, linkLabel] = watch(['subject', 'body', 'linkLabel'])
  const words = useDebounced(JSON.stringify({ subject, body, linkLabel }), 300)
  const [example, setExample] = useState('made-up')
  const mayReadMail = useCan('mail:read')
  const values = JSON.parse(words) as Values
  const isBlank = values.subject.trim() === '' || values.body.trim() === ''
  const { data, previousData, error } = usePreviewMessageQuery(
    isBlank
      ? skipToken
      : {
          variables: { input: { ...inputOf(template, values), withLatest: example === 'latest' } },
          fetchPolicy: 'no-cache',
        },
  )
  const preview = (data ?? previousData)?.previewMessage
  return (
    <Box component="section" aria-label="Preview" sx={{ display: 'grid', gap: 1, alignContent: 'start' }}>
      {mayReadMail && (
        <FilterChips
          label="Example"
          options={[
            ['made-up', 'Made-up example'],
            ['latest', 'Last one sent'],
          ]}
          value={example}
          onChange={setExample}
        />
      )}
      {error && (
        <Typography role="alert" sx={{ color: 'error.main' }}>
          {problemOf(error).message}
        </Typography>
      )}
      {preview && !error && (
        <Box
          sx={{ p: 2, borderRadius: 1, border: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}
          aria-live="polite"
        >
          <Typography variant="subtitle2" component="p">
            {preview.subject}
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap', mt: 1 }}>{preview.text}</Typography>
          {example === 'latest' && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {preview.exampleOf ? (
                <>
                  With what was written <When at={preview.exampleOf} />
                </>
              ) : (
                'None was written yet: these are examples.'
              )}
            </Typography>
          )}
        </Box>
      )}
    </Box>
  )
}
