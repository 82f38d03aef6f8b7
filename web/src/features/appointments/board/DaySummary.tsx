import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { AppointmentStatus } from '../../../gql/types'
import { StatusIcon, statusColour } from '../../../ui/StatusChip'
import { dayGroups } from '../dayGroups'

interface Props {
  /** Null until the day is known: no visits is something else. */
  statuses: readonly AppointmentStatus[] | null
  group: string | null
  onGroup: (group: string | null) => void
}

/** How the day stands, and at the same time its filter. */
export function DaySummary({ statuses, group, onGroup }: Props) {
  return (
    <Box
      role="group"
      aria-label="Show only"
      sx={{ display: 'flex', gap: 0.75, overflowX: 'auto', mx: -0.5, px: 0.5, py: 0.5, flex: 'none' }}
    >
      {dayGroups.map(({ key, label, status, statuses: members }) => {
        const own: readonly AppointmentStatus[] = members
        const count = statuses?.filter((each) => own.includes(each)).length ?? '–'
        const chosen = group === key
        return (
          <ButtonBase
            key={key}
            aria-pressed={chosen}
            onClick={() => onGroup(chosen ? null : key)}
            sx={{
              flex: 'none',
              gap: 0.75,
              height: { xs: 44, md: 32 },
              pl: 1,
              pr: 1.25,
              borderRadius: 99,
              fontSize: '0.8125rem',
              border: '1px solid',
              borderColor: chosen ? statusColour(status, 'line') : 'divider',
              color: chosen ? statusColour(status, 'ink') : 'text.primary',
              backgroundColor: chosen ? statusColour(status, 'fill') : 'background.paper',
              fontWeight: chosen ? 650 : 500,
            }}
          >
            <Box
              component="span"
              sx={{
                display: 'grid',
                placeItems: 'center',
                width: 20,
                height: 20,
                borderRadius: '50%',
                color: statusColour(status, 'ink'),
                backgroundColor: statusColour(status, 'fill'),
              }}
            >
              <StatusIcon status={status} size={13} />
            </Box>
            {label}
            <Box component="span" className="tabular" sx={{ fontWeight: 700 }}>
              {count}
            </Box>
          </ButtonBase>
        )
      })}
    </Box>
  )
}
