import Box from '@mui/material/Box'
import { formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'

/** The day on which a dose is due, and in words whether it has passed. */
export function DueDay({ dueOn, declinedOn = null }: { dueOn: string; declinedOn?: string | null }) {
  const today = todayIn(useCurrentLocation().timeZone)
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <time dateTime={dueOn} className="tabular">
        {formatDay(dueOn, 'dated')}
      </time>
      {declinedOn ? (
        <Tag>Declined {formatDay(declinedOn, 'dated')}</Tag>
      ) : dueOn < today ? (
        <Tag tone="bad">Overdue</Tag>
      ) : (
        dueOn === today && <Tag tone="warn">Today</Tag>
      )}
    </Box>
  )
}
