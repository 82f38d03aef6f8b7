import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { dateIn, formatDay, formatTime } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { PetAvatar } from '../../ui/PetAvatar'
import { PhoneLink } from '../../ui/PhoneLink'
import { StatusChip } from '../../ui/StatusChip'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import type { HouseholdPageQuery } from './household.gen'
import { PetVaccinations } from './PetVaccinations'

type Household = NonNullable<NonNullable<HouseholdPageQuery['me']>['owner']>
export type Pet = Household['pets']['nodes'][number]

interface Props {
  pet: Pet
  /** Whether a silent part of the system leaves something out. */
  lacking: boolean
}

export function PetCard({ pet, lacking }: Props) {
  const here = useCurrentLocation()
  const next = pet.nextAppointment
  const zone = next?.location?.timeZone ?? here.timeZone
  return (
    <Paper
      variant="outlined"
      sx={{ p: 2, borderRadius: 2.5, height: '100%', display: 'grid', gap: 2, alignContent: 'start' }}
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <PetAvatar name={pet.name} photo={pet.photo} size={48} />
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h2">
            <Link component={RouterLink} to={`/animals/${pet.id}`} color="inherit">
              {pet.name}
            </Link>
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {[pet.breed?.name ?? pet.species.name, pet.ageText].filter(Boolean).join(' · ')}
          </Typography>
        </Box>
      </Box>
      {pet.alerts.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {pet.alerts.map((allergy) => (
            <Tag key={allergy} tone="warn" icon={<Warning aria-hidden />}>
              {allergy}
            </Tag>
          ))}
        </Box>
      )}
      {next ? (
        <Box
          sx={{
            p: 1.5,
            borderRadius: 2,
            backgroundColor: 'var(--vg-palette-surface-closed)',
            display: 'grid',
            gap: 0.5,
          }}
        >
          <Box
            sx={{
              display: 'flex',
              alignItems: 'center',
              justifyContent: 'space-between',
              gap: 1,
              flexWrap: 'wrap',
            }}
          >
            <Typography className="tabular" sx={{ fontWeight: 650 }}>
              {formatDay(dateIn(next.startsAt, zone), 'short')}, {formatTime(next.startsAt, zone)}
            </Typography>
            <StatusChip status={next.status} />
          </Box>
          <Typography variant="body2">
            {next.type.name}
            {next.vet && ` with ${next.vet.name}`}
          </Typography>
          <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
            {next.location ? next.location.name : <Unavailable what="Address" />}
            {next.location?.phone && (
              <>
                {' · '}
                <PhoneLink number={next.location.phone} />
              </>
            )}
          </Typography>
        </Box>
      ) : lacking ? (
        <Unavailable what="Next visit" />
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>No visit planned</Typography>
      )}
      <PetVaccinations pet={pet} />
      <Medicines pet={pet} />
      <Button
        component={RouterLink}
        to={`/animals/${pet.id}?book=1#visits`}
        variant="contained"
        aria-label={`Book a visit for ${pet.name}`}
      >
        Book a visit
      </Button>
      <Button
        component={RouterLink}
        to={`/animals/${pet.id}`}
        variant="outlined"
        aria-label={`Findings and medicines of ${pet.name}`}
      >
        Findings and medicines
      </Button>
    </Paper>
  )
}

/** What is prescribed for the pet now, and how it is given. */
function Medicines({ pet }: { pet: Pet }) {
  const present = pet.prescriptions.nodes.filter(({ status }) => status === 'ACTIVE')
  if (present.length === 0) return null
  return (
    <Box component="section" aria-label={`Medicines of ${pet.name}`}>
      <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary' }}>
        Medicines
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
        {present.map(({ id, drug, dose, unit, frequency, instructions, remaining, expiresOn }) => (
          <li key={id}>
            <Typography sx={{ fontWeight: 600 }}>{drug}</Typography>
            <Typography variant="body2">
              {dose !== null && `${dose} ${unit} `}
              {frequency}
            </Typography>
            {instructions && <Typography variant="body2">{instructions}</Typography>}
            <Typography variant="body2" className="tabular" sx={{ color: 'text.secondary' }}>
              {remaining} {unit} left, until {formatDay(expiresOn, 'dated')}
            </Typography>
          </li>
        ))}
      </Box>
    </Box>
  )
}
