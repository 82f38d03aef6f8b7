import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import {
  type RecordTemplate_templateFragment,
  type RecordTemplatesPageQuery,
  type TextBlock_blockFragment,
  useRecordTemplatesPageQuery,
  useUpdateMedicalRecordSettingsMutation,
} from './record-templates.gen'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { type Problem, problemOf } from '../../ui/errors'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Can } from '../../ui/viewer'
import { TemplateDialog } from './TemplateDialog'
import { TextBlockDialog } from './TextBlockDialog'

const state = ({ active }: { active: boolean }) => (
  <Tag tone={active ? 'good' : 'neutral'}>{active ? 'Offered' : 'Retired'}</Tag>
)

type Editing =
  | { kind: 'template'; template: RecordTemplate_templateFragment | null }
  | { kind: 'block'; block: TextBlock_blockFragment | null }

/** What medical records begin with, the texts that are typed by name, and when drafts are locked. */
export function RecordTemplatesPage() {
  const { data, error, refetch } = useRecordTemplatesPageQuery({ fetchPolicy: 'cache-and-network' })
  const [editing, setEditing] = useState<Editing | null>(null)
  const templateColumns: Column<RecordTemplate_templateFragment>[] = [
    {
      key: 'name',
      label: 'Name',
      width: '40%',
      render: (template) => (
        <Link component="button" type="button" onClick={() => setEditing({ kind: 'template', template })}>
          {template.name}
        </Link>
      ),
    },
    { key: 'type', label: 'For visits of', render: ({ appointmentType }) => appointmentType?.name ?? '–' },
    { key: 'state', label: 'State', phone: 'end', width: 120, render: state },
  ]
  const blockColumns: Column<TextBlock_blockFragment>[] = [
    {
      key: 'name',
      label: 'Typed',
      width: 200,
      render: (block) => (
        <Link component="button" type="button" onClick={() => setEditing({ kind: 'block', block })}>
          /{block.name}
        </Link>
      ),
    },
    { key: 'text', label: 'Text', render: ({ text }) => text },
    { key: 'state', label: 'State', phone: 'end', width: 120, render: state },
  ]
  return (
    <Page title="Record templates">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {!data && !error && <Skeleton variant="rounded" height={200} />}
      {data && (
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
          <Section
            title="Templates"
            flush
            actions={
              <Button startIcon={<Add />} onClick={() => setEditing({ kind: 'template', template: null })}>
                New template
              </Button>
            }
          >
            <DataTable
              label="Templates"
              columns={templateColumns}
              rows={data.recordTemplates}
              rowKey={({ id }) => id}
              empty={<EmptyState title="No templates yet">A record begins with nothing then.</EmptyState>}
            />
          </Section>
          <Section
            title="Text blocks"
            flush
            actions={
              <Button startIcon={<Add />} onClick={() => setEditing({ kind: 'block', block: null })}>
                New text block
              </Button>
            }
          >
            <DataTable
              label="Text blocks"
              columns={blockColumns}
              rows={data.textBlocks}
              rowKey={({ id }) => id}
              empty={<EmptyState title="No text blocks yet">They are typed by “/” and a name.</EmptyState>}
            />
          </Section>
          <Can do="hospital:write">
            <Section title="Locking">
              <LockForm settings={data.medicalRecordSettings} />
            </Section>
          </Can>
        </Box>
      )}
      {editing?.kind === 'template' && (
        <TemplateDialog
          template={editing.template}
          latest={async () =>
            (await refetch()).data?.recordTemplates.find(({ id }) => id === editing.template?.id) ?? null
          }
          appointmentTypes={data?.appointmentTypes ?? []}
          onClose={() => setEditing(null)}
        />
      )}
      {editing?.kind === 'block' && (
        <TextBlockDialog
          block={editing.block}
          latest={async () =>
            (await refetch()).data?.textBlocks.find(({ id }) => id === editing.block?.id) ?? null
          }
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

function LockForm({ settings }: { settings: RecordTemplatesPageQuery['medicalRecordSettings'] }) {
  const [hours, setHours] = useState(String(settings.lockAfterHours))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [update, { loading }] = useUpdateMedicalRecordSettingsMutation({
    refetchQueries: ['RecordTemplatesPage'],
  })
  const toast = useToast()
  const save = async () => {
    setProblem(null)
    try {
      await update({ variables: { input: { lockAfterHours: Number(hours), version: settings.version } } })
      toast({ message: 'Saved.' })
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 2 }}
    >
      <TextField
        label="Hours after which a draft is locked"
        type="number"
        value={hours}
        onChange={(event) => setHours(event.target.value)}
        error={problem !== null}
        helperText={problem?.message ?? 'From when it was begun, for drafts that there are too'}
        slotProps={{ htmlInput: { min: 1, max: 720 } }}
        sx={{ width: 320, maxWidth: '100%' }}
      />
      <Button type="submit" variant="contained" loading={loading} disabled={!/^[1-9]\d{0,2}$/.test(hours)}>
        Save
      </Button>
    </Box>
  )
}
