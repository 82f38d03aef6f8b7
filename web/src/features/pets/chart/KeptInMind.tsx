import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { formatDay, todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { Tag } from '../../../ui/Tag'
import { usePatientBannerQuery } from './chart.gen'

/** What a patient has, and which vaccination is due next, in one line of the banner. */
export function KeptInMind({ petId }: { petId: string }) {
  const { timeZone } = useCurrentLocation()
  const { data } = usePatientBannerQuery({ variables: { id: petId }, fetchPolicy: 'cache-and-network' })
  const active = data?.pet?.problems.filter(({ status }) => status === 'ACTIVE') ?? []
  const [due] = data?.pet?.vaccinationsDue ?? []
  if (active.length === 0 && !due) return null
  const overdue = due !== undefined && due.dueOn < todayIn(timeZone)
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 0.5 }}>
      {active.length > 0 && (
        <Box
          component="ul"
          aria-label="Active problems"
          sx={{ m: 0, p: 0, listStyle: 'none', display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
        >
          {active.map(({ id, text }) => (
            <li key={id}>
              <Tag tone="warn">{text}</Tag>
            </li>
          ))}
        </Box>
      )}
      {due && (
        <Link href="#vaccinations" color={overdue ? 'error' : 'text.secondary'} sx={{ minHeight: 24 }}>
          {due.protocol.name} {overdue ? 'was due' : 'due'} {formatDay(due.dueOn, 'dated')}
        </Link>
      )}
    </Box>
  )
}
