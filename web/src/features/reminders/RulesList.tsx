import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Tag } from '../../ui/Tag'
import { useCan } from '../../ui/viewer'
import { ruleWords } from './reminderWords'
import { type ReminderRule_ruleFragment, useReminderRulesQuery } from './reminders.gen'
import { EditRuleDialog, NewRuleDialog } from './RuleDialog'

type Rule = ReminderRule_ruleFragment

/** The rules, each as the sentence that says what it does. */
export function RulesList() {
  const { data, error, loading, refetch } = useReminderRulesQuery({ fetchPolicy: 'cache-and-network' })
  const [open, setOpen] = useState<'new' | Rule | null>(null)
  const mayWrite = useCan('reminder-rule:write')
  const columns: Column<Rule>[] = [
    {
      key: 'name',
      label: 'Rule',
      width: '25%',
      render: ({ name, active }) => (
        <>
          {name} {!active && <Tag>Not in use</Tag>}
        </>
      ),
    },
    { key: 'words', label: 'What it does', render: (rule) => data && ruleWords(rule, data) },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (rule) =>
        mayWrite && (
          <Button size="small" onClick={() => setOpen(rule)} aria-label={`Edit ${rule.name}`}>
            Edit
          </Button>
        ),
    },
  ]
  return (
    <>
      {mayWrite && (
        <Box>
          <Button variant="contained" startIcon={<Add />} disabled={!data} onClick={() => setOpen('new')}>
            New rule
          </Button>
        </Box>
      )}
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Rules"
          columns={columns}
          rows={data?.reminderRules ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={<EmptyState title="No rules yet">Clients are reminded of nothing by themselves.</EmptyState>}
        />
      )}
      {data && open === 'new' && <NewRuleDialog choices={data} onClose={() => setOpen(null)} />}
      {data && open !== null && open !== 'new' && (
        <EditRuleDialog
          rule={open}
          choices={data}
          latest={async () => (await refetch()).data?.reminderRules.find(({ id }) => id === open.id) ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
