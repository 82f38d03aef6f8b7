import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { formatDateTime } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { statusColour, type StatusName } from '../../ui/StatusChip'
import type { AuditRow_entryFragment } from './audit.gen'
import { fieldText, valueText } from './auditWords'

type Changes = AuditRow_entryFragment['changes']

const cell = {
  m: 0,
  px: 1,
  py: 0.5,
  minWidth: 0,
  borderRadius: 0.5,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-wrap',
  fontSize: '0.8125rem',
} as const

/** What a thing was and what it is then, side by side: the old struck out and marked −, the new marked +. */
export function Differences({ changes }: { changes: Changes }) {
  const { timeZone } = useCurrentLocation()
  const clock = (instant: string) => formatDateTime(instant, timeZone)
  const hadSomething = changes.some(({ before }) => before !== null)
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1 }}>
      {changes.map(({ field, before, after }) => (
        <Box
          key={field}
          sx={{
            display: 'grid',
            columnGap: 1,
            gridTemplateColumns: hadSomething
              ? { xs: '1fr 1fr', sm: '130px 1fr 1fr' }
              : { xs: '1fr', sm: '130px 1fr' },
          }}
        >
          <Box
            component="dt"
            sx={{
              gridColumn: { xs: '1 / -1', sm: 'auto' },
              py: 0.5,
              fontSize: '0.8125rem',
              fontWeight: 600,
              color: 'text.secondary',
              overflowWrap: 'anywhere',
            }}
          >
            {fieldText(field)}
          </Box>
          {hadSomething && (
            <Side
              mark="−"
              tone="NO_SHOW"
              text={before === null ? null : <del>{valueText(before, field, clock)}</del>}
            />
          )}
          <Side
            mark="+"
            tone="READY"
            text={
              after === null ? null : (
                <Box component="ins" sx={{ textDecoration: 'none' }}>
                  {valueText(after, field, clock)}
                </Box>
              )
            }
          />
        </Box>
      ))}
    </Box>
  )
}

function Side({ mark, tone, text }: { mark: string; tone: StatusName; text: ReactNode }) {
  if (text === null) {
    return (
      <Box component="dd" sx={{ ...cell, color: 'text.secondary' }}>
        –
      </Box>
    )
  }
  return (
    <Box
      component="dd"
      sx={{ ...cell, color: statusColour(tone, 'ink'), backgroundColor: statusColour(tone, 'fill') }}
    >
      <Box component="span" aria-hidden sx={{ fontWeight: 700, mr: 0.75 }}>
        {mark}
      </Box>
      {text}
    </Box>
  )
}
