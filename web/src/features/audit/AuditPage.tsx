import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { AuditLogFilter } from '../../gql/types'
import { actionText } from '../../ui/activity'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { DatePicker } from '../../ui/DatePicker'
import { incomplete } from '../../ui/datePickerProps'
import { ErrorView } from '../../ui/ErrorView'
import { addDays, isDate, startOfDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { useListParams } from '../../ui/useListParams'
import { When } from '../../ui/When'
import { type AuditRow_entryFragment, useAuditPageQuery, useAuditTermsQuery } from './audit.gen'
import { changedText, entityText, whoText } from './auditWords'
import { EntryDrawer } from './EntryDrawer'
import { PersonFilter } from './PersonFilter'
import { useThing } from './useThing'
import { VerifyDialog } from './VerifyDialog'

const columns: Column<AuditRow_entryFragment>[] = [
  { key: 'what', label: 'What', width: '26%', render: ({ action }) => actionText(action) },
  { key: 'at', label: 'When', width: 190, render: ({ at }) => <When at={at} /> },
  { key: 'who', label: 'Who', width: 170, render: whoText },
  {
    key: 'changed',
    label: 'Changed',
    phone: 'hidden',
    render: ({ changes }) => (
      <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {changedText(changes)}
      </Box>
    ),
  },
  {
    key: 'ip',
    label: 'From',
    width: 140,
    phone: 'hidden',
    render: ({ ip }) => (
      <Box component="span" className="tabular" sx={{ color: 'text.secondary' }}>
        {ip}
      </Box>
    ),
  },
]

/** Which entries the address asks for; its days are the location’s. */
function filterFrom(params: URLSearchParams, zone: string): AuditLogFilter {
  const [from, to] = [params.get('from'), params.get('to')]
  return {
    actorId: params.get('who'),
    entity: params.get('entity'),
    entityId: params.get('thing'),
    action: params.get('action'),
    from: isDate(from) ? startOfDay(from, zone) : null,
    to: isDate(to) ? startOfDay(addDays(to, 1), zone) : null,
  }
}

/** Everything that anybody did, latest first. */
export function AuditPage() {
  const { params, set, hrefWith } = useListParams()
  const { timeZone } = useCurrentLocation()
  const [verifying, setVerifying] = useState(false)
  const filter = filterFrom(params, timeZone)
  const { data, previousData, loading, error, refetch, fetchMore } = useAuditPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  const { data: terms } = useAuditTermsQuery()
  const list = (data ?? previousData)?.auditLog
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const [opened, thing] = [params.get('entry'), params.get('thing')]
  const name = useThing(filter.entity, thing)
  const narrowed = Object.values(filter).some((value) => value !== null)
  return (
    <Page
      title="Audit log"
      subtitle="Who did what, and what it changed"
      actions={
        <>
          <Button onClick={() => void refetch()} disabled={loading}>
            Refresh
          </Button>
          <Button variant="outlined" startIcon={<VerifiedUserOutlined />} onClick={() => setVerifying(true)}>
            Verify
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <PersonFilter id={filter.actorId ?? null} onChange={(id) => set('who', id)} />
        <Autocomplete
          options={terms?.auditTerms.actions ?? []}
          getOptionLabel={actionText}
          getOptionKey={(action) => action}
          value={filter.action ?? null}
          onChange={(_event, action) => set('action', action)}
          autoHighlight
          sx={{ flex: { xs: '1 1 140px', sm: '1 1 200px' }, maxWidth: { sm: 260 } }}
          renderInput={(input) => <TextField {...input} label="What" placeholder="Anything" />}
        />
        <TextField
          select
          label="To what"
          value={filter.entity ?? ''}
          onChange={(event) => set('entity', event.target.value)}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          sx={{ flex: { xs: '1 1 100%', sm: '0 0 170px' } }}
        >
          <MenuItem value="">Every kind</MenuItem>
          {[
            ...new Set([...(terms?.auditTerms.entities ?? []), ...(filter.entity ? [filter.entity] : [])]),
          ].map((entity) => (
            <MenuItem key={entity} value={entity}>
              {entityText(entity)}
            </MenuItem>
          ))}
        </TextField>
        {(['from', 'to'] as const).map((end) => (
          <DatePicker
            key={end}
            label={end === 'from' ? 'From' : 'To'}
            value={params.get(end) ?? ''}
            onChange={(day) => day !== incomplete && set(end, day)}
            sx={{ flex: { xs: '1 1 130px', sm: '0 0 150px' } }}
          />
        ))}
      </Box>
      {thing && (
        <Box>
          <Chip
            label={`Only ${filter.entity ? entityText(filter.entity).toLowerCase() : 'thing'} ${name ?? thing}`}
            onDelete={() => set('thing', null)}
            sx={{ maxWidth: '100%' }}
          />
        </Box>
      )}
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Audit log"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefWith('entry', id)}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={narrowed ? 'Nothing of the kind was done' : 'Nothing was done yet'}>
              {narrowed
                ? 'Try another person, action or time.'
                : 'Whatever anybody does in the hospital will stand here.'}
            </EmptyState>
          }
        />
      )}
      {opened && !(loading && !list) && (
        <EntryDrawer
          entry={rows.find(({ id }) => id === opened) ?? null}
          onClose={() => set('entry', null)}
        />
      )}
      {verifying && <VerifyDialog onClose={() => setVerifying(false)} />}
    </Page>
  )
}
