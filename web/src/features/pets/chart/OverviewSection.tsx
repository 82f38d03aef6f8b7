import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { useBooking } from '../../../ui/booking'
import { ErrorView } from '../../../ui/ErrorView'
import { isUnavailable } from '../../../ui/errors'
import { useCurrentLocation } from '../../../ui/location'
import { Section } from '../../../ui/Section'
import { StatusChip } from '../../../ui/StatusChip'
import { Tag } from '../../../ui/Tag'
import { Unavailable } from '../../../ui/Unavailable'
import { Can } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { useOverviewSectionQuery, type Visit_appointmentFragment } from './chart.gen'
import { visitHref } from './visit'

export function OverviewSection({ petId }: { petId: string }) {
  const { data, error, refetch } = useOverviewSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const pet = data?.pet
  return (
    <Section title="Overview" id="overview" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={108} />}
      {pet && (
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridTemplateColumns: {
              xs: 'repeat(2, minmax(0, 1fr))',
              md: 'minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr)',
            },
          }}
        >
          <Tile label="Next visit" wide>
            <NextVisit
              visit={pet.nextAppointment}
              petId={petId}
              bookable={pet.status === 'ACTIVE'}
              lacking={isUnavailable(error, ['pet', 'nextAppointment'])}
            />
          </Tile>
          <Tile label="Weight">
            {pet.weight ? (
              <>
                <Big>
                  {pet.weight.value} {pet.weight.unit}
                </Big>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  measured <When at={pet.weight.measuredAt} show="day" />
                </Typography>
              </>
            ) : (
              <Typography sx={{ color: 'text.secondary' }}>Never measured</Typography>
            )}
          </Tile>
          <Tile label="Missed visits">
            {pet.noShowCount === null ? <Unavailable what="Count" /> : <Missed count={pet.noShowCount} />}
          </Tile>
        </Box>
      )}
    </Section>
  )
}

const Big = ({ children }: { children: ReactNode }) => (
  <Typography
    component="p"
    className="tabular"
    sx={{ fontSize: '1.25rem', fontWeight: 650, letterSpacing: '-0.01em' }}
  >
    {children}
  </Typography>
)

function Missed({ count }: { count: number }) {
  return (
    <>
      <Big>{count}</Big>
      {count > 1 ? (
        <Tag tone="warn">Remind the owner</Tag>
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          no-shows so far
        </Typography>
      )}
    </>
  )
}

function Tile({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ p: 2, gridColumn: wide ? { xs: '1 / -1', md: 'auto' } : undefined }}>
      <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 0.5 }}>
        {label}
      </Typography>
      {children}
    </Paper>
  )
}

interface NextVisitProps {
  visit: Visit_appointmentFragment | null
  petId: string
  bookable: boolean
  /** Whether there may be one that is not told just now. */
  lacking: boolean
}

function NextVisit({ visit, petId, bookable, lacking }: NextVisitProps) {
  const book = useBooking()
  const { timeZone } = useCurrentLocation()
  if (!visit && lacking) return <Unavailable what="Next visit" />
  if (!visit) {
    return (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <Typography sx={{ color: 'text.secondary', flex: 1 }}>Nothing is booked.</Typography>
        {bookable && (
          <Can do="appointment:book">
            <Button size="small" variant="outlined" onClick={() => book({ petId })}>
              Book a visit
            </Button>
          </Can>
        )}
      </Box>
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
      <Link
        component={RouterLink}
        to={visitHref(visit, timeZone)}
        color="inherit"
        sx={{ fontSize: '1.125rem', fontWeight: 650 }}
      >
        <When at={visit.startsAt} zone={visit.location?.timeZone} />
      </Link>
      <Typography variant="body2">{[visit.type.name, visit.reason].filter(Boolean).join(': ')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {visit.vet ? visit.vet.name : <Unavailable what="Vet" />}
        {visit.location && `, ${visit.location.name}`}
      </Typography>
      <StatusChip status={visit.status} />
    </Box>
  )
}
