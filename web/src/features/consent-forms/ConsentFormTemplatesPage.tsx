import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { Tag } from '../../ui/Tag'
import { useSave } from '../../ui/useSave'
import {
  type ConsentFormTemplate_templateFragment,
  useConsentFormTemplatesPageQuery,
  useSaveConsentFormTemplateMutation,
} from './consent-form-templates.gen'
import { categories } from './words'

type Template = ConsentFormTemplate_templateFragment

const valuesOf = ({ name, category, wording, asksResuscitation, active }: Template) => ({
  name,
  category,
  wording,
  asksResuscitation,
  active,
})
type Values = ReturnType<typeof valuesOf>

const labels = {
  name: 'Name',
  category: 'For',
  wording: 'Words',
  asksResuscitation: 'Who signs says whether the patient is resuscitated',
  active: 'Offered on the chart',
}

interface Props {
  /** Null for a new one. */
  template: Template | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Template | null>
  onClose: () => void
}

function TemplateDialog({ template, latest, onClose }: Props) {
  const [save] = useSaveConsentFormTemplateMutation({ refetchQueries: ['ConsentFormsOffered'] })
  const form = useSave<Values, Template>({
    labels,
    ...(template
      ? { thing: template, valuesOf, latest }
      : {
          start: { name: '', category: 'ANAESTHESIA', wording: '', asksResuscitation: false, active: true },
        }),
    show: (field, values) => (field === 'category' ? categories[values.category] : String(values[field])),
    save: async (values, { version, headersFor }) => {
      const input = { ...values, ...(template && { id: template.id, version }) }
      await save({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={template ? `Edit “${template.name}”` : 'New consent form'}
      submitLabel="Save"
      onClose={onClose}
      width="md"
    >
      <Field<Values> name="name" required autoFocus />
      <Field<Values> name="category" select>
        {Object.entries(categories).map(([category, label]) => (
          <MenuItem key={category} value={category}>
            {label}
          </MenuItem>
        ))}
      </Field>
      <Field<Values>
        name="wording"
        required
        multiline
        minRows={8}
        helperText="{{ pet }}, {{ owner }}, {{ procedure }} and {{ estimate }} are filled in for each patient. A blank line begins a paragraph. Forms that are prepared or signed keep their words."
      />
      <SwitchField<Values> name="asksResuscitation" />
      {template && <SwitchField<Values> name="active" />}
    </SaveDialog>
  )
}

/** The words of consent forms, as a vet or the administrator keeps them. */
export function ConsentFormTemplatesPage() {
  const { data, error, loading, refetch } = useConsentFormTemplatesPageQuery({
    fetchPolicy: 'cache-and-network',
  })
  const [editing, setEditing] = useState<Template | null | undefined>(undefined)
  const columns: Column<Template>[] = [
    { key: 'name', label: 'Consent form', width: '34%', render: ({ name }) => <b>{name}</b> },
    { key: 'category', label: 'For', render: ({ category }) => categories[category] },
    {
      key: 'resuscitation',
      label: 'Asks for resuscitation',
      phone: 'hidden',
      render: ({ asksResuscitation }) => (asksResuscitation ? 'Yes' : 'No'),
    },
    {
      key: 'state',
      label: 'State',
      render: ({ active }) => <Tag tone={active ? 'good' : 'neutral'}>{active ? 'Offered' : 'Retired'}</Tag>,
    },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (template) => (
        <Button size="small" onClick={() => setEditing(template)} aria-label={`Edit ${template.name}`}>
          Edit
        </Button>
      ),
    },
  ]
  return (
    <Page
      title="Consent forms"
      subtitle="What clients sign before something is done with their animal."
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setEditing(null)}>
          New consent form
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Consent forms"
          columns={columns}
          rows={data?.consentFormTemplates ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="No consent forms yet">
              Write the words that clients sign before an anaesthesia.
            </EmptyState>
          }
        />
      )}
      {editing !== undefined && (
        <TemplateDialog
          template={editing}
          latest={async () =>
            (await refetch()).data?.consentFormTemplates.find(({ id }) => id === editing?.id) ?? null
          }
          onClose={() => {
            setEditing(undefined)
            void refetch()
          }}
        />
      )}
    </Page>
  )
}
