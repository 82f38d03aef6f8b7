import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { MessageLanguage } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { FilterChips } from '../../ui/FilterChips'
import { Page } from '../../ui/Page'
import { When } from '../../ui/When'
import { MessageTemplateDialog } from './MessageTemplateDialog'
import { type MessageTemplate_templateFragment, useMessageTemplatesPageQuery } from './message-templates.gen'

type Template = MessageTemplate_templateFragment

const languages: readonly (readonly [MessageLanguage, string])[] = [
  ['EN', 'English'],
  ['DE', 'German'],
  ['FR', 'French'],
  ['NL', 'Dutch'],
  ['ES', 'Spanish'],
]

const changedOf = ({ version, language, updatedAt, updatedBy }: Template) =>
  version === 0 ? (
    <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
      {language === 'EN' ? 'Original' : 'None: English is sent'}
    </Typography>
  ) : (
    <>
      Version {version}, {updatedAt && <When at={updatedAt} show="day" />}
      {updatedBy && `, ${updatedBy.name}`}
    </>
  )

/** What every message of the hospital says, in each language. */
export function MessageTemplatesPage() {
  const [language, setLanguage] = useState<MessageLanguage>('EN')
  const { data, previousData, error, loading, refetch } = useMessageTemplatesPageQuery({
    variables: { language },
    fetchPolicy: 'cache-and-network',
  })
  const [open, setOpen] = useState<Template | null>(null)
  const templates = (data ?? previousData)?.messageTemplates
  const columns: Column<Template>[] = [
    { key: 'name', label: 'Message', width: '20%', render: ({ name }) => name },
    { key: 'when', label: 'Sent', phone: 'hidden', render: ({ sentWhen }) => sentWhen },
    { key: 'subject', label: 'Subject', phone: 'hidden', render: ({ wording }) => wording.subject },
    { key: 'changed', label: 'Wording', render: changedOf },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (template) => (
        <Button size="small" onClick={() => setOpen(template)} aria-label={`Edit ${template.name}`}>
          Edit
        </Button>
      ),
    },
  ]
  return (
    <Page
      title="Message wordings"
      subtitle="What the hospital’s e-mails say. A change counts from the next message on; what was sent stays as it was sent."
    >
      <Box>
        <FilterChips
          label="Language"
          options={languages}
          value={language}
          onChange={(value) => setLanguage(value as MessageLanguage)}
        />
      </Box>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={templates ? 'line' : 'page'} />}
      {(templates || !error) && (
        <DataTable
          label="Messages"
          columns={columns}
          rows={templates ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="There are no messages">Each part of the hospital brings its own.</EmptyState>
          }
        />
      )}
      {open && (
        <MessageTemplateDialog
          template={open}
          latest={async () =>
            (await refetch()).data?.messageTemplates.find(({ id }) => id === open.id) ?? null
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
