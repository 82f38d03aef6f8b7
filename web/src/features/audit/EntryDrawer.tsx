import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { actionText, pageOf } from '../../ui/activity'
import { EmptyState } from '../../ui/EmptyState'
import { Facts } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { When } from '../../ui/When'
import type { AuditRow_entryFragment } from './audit.gen'
import { changesMade, entityText, whoText } from './auditWords'
import { Differences } from './Differences'
import { useThing } from './useThing'

interface Props {
  /** Null when it is not among those of the list. */
  entry: AuditRow_entryFragment | null
  onClose: () => void
}

/** One entry with what was changed by it. */
export function EntryDrawer({ entry, onClose }: Props) {
  const page = entry && pageOf(entry)
  const thing = useThing(entry?.entity, entry?.entityId)
  const changes = changesMade(entry?.changes ?? [])
  return (
    <SidePanel title={entry ? actionText(entry.action) : 'Audit log'} onClose={onClose}>
      {entry ? (
        <>
          <Facts
            wide
            facts={[
              ['When', <When key="at" at={entry.at} />],
              ['Who', whoText(entry)],
              ['What', [entityText(entry.entity), thing].filter(Boolean).join(': ')],
              ['From', entry.ip],
            ]}
          />
          {entry.entityId !== '*' && (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              {page && (
                <Button variant="outlined" component={RouterLink} to={page}>
                  Open the {entityText(entry.entity).toLowerCase()}
                </Button>
              )}
              <Button
                variant="outlined"
                component={RouterLink}
                to={`?${new URLSearchParams({ entity: entry.entity, thing: entry.entityId }).toString()}`}
              >
                All that was done to it
              </Button>
            </Box>
          )}
          {changes.length > 0 && (
            <Box component="section" sx={{ display: 'grid', gap: 1 }}>
              <Typography variant="h3">
                {changes.some(({ before }) => before !== null) ? 'Before and after' : 'What was noted'}
              </Typography>
              <Differences changes={changes} />
            </Box>
          )}
          <Facts
            facts={[
              ['Exact time (UTC)', entry.at],
              ['Action', entry.action],
              ['Id of it', entry.entityId],
              ['Session', entry.sessionId],
              ['Request', entry.requestId],
              ['Browser or software', entry.userAgent],
            ]}
          />
        </>
      ) : (
        <EmptyState title="It is not in this list">
          Change what the list shows, or show more of it.
        </EmptyState>
      )}
    </SidePanel>
  )
}
