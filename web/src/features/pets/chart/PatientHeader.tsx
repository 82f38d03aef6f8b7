import Edit from '@mui/icons-material/EditOutlined'
import EventAvailable from '@mui/icons-material/EventAvailableOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import type { PatientForm_petFragment } from '../pets.gen'
import { useBooking } from '../../../ui/booking'
import { formatInstantDay } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { PetAvatar } from '../../../ui/PetAvatar'
import { PhoneLink } from '../../../ui/PhoneLink'
import { Tag } from '../../../ui/Tag'
import { Can } from '../../../ui/viewer'
import { DeathReported } from '../DeathReported'
import { AlertsBanner } from './AlertsBanner'
import { KeptInMind } from './KeptInMind'
import { PetBalance } from './PetBalance'
import { kindOf, neuterLabel, sexLabels, statusLooks } from '../petWords'

export function PatientHeader({ pet, onEdit }: { pet: PatientForm_petFragment; onEdit: () => void }) {
  const book = useBooking()
  const { timeZone } = useCurrentLocation()
  const words = [
    sexLabels[pet.sex],
    pet.neuterStatus === 'UNKNOWN' ? null : neuterLabel(pet.neuterStatus, pet.sex).toLowerCase(),
    pet.ageText && `${pet.birthDateEstimated ? 'about ' : ''}${pet.ageText}`,
    pet.weight &&
      `${pet.weight.value} ${pet.weight.unit} on ${formatInstantDay(pet.weight.measuredAt, timeZone)}`,
    pet.color,
  ]
  return (
    <Box component="header" sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <PetAvatar name={pet.name} photo={pet.photo} size={64} />
        <Box sx={{ flex: 1, minWidth: 220 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.25 }}>
            <Typography variant="h1" sx={{ fontSize: '1.625rem' }}>
              {pet.name}
            </Typography>
            {pet.status !== 'ACTIVE' && (
              <Tag tone={statusLooks[pet.status].tone}>{statusLooks[pet.status].label}</Tag>
            )}
          </Box>
          <Typography sx={{ fontWeight: 550 }}>{kindOf(pet)}</Typography>
          <Typography sx={{ color: 'text.secondary' }}>{words.filter(Boolean).join(' · ')}</Typography>
        </Box>
        {pet.owner && (
          <Box sx={{ minWidth: 170 }}>
            <Typography variant="subtitle2" component="div" sx={{ color: 'text.secondary' }}>
              Owner
            </Typography>
            <Link
              component={RouterLink}
              to={`/clients/${pet.owner.id}`}
              sx={{ fontWeight: 600, display: 'flex', alignItems: 'center', minHeight: 24 }}
            >
              {pet.owner.name}
            </Link>
            {pet.owner.phone && <PhoneLink number={pet.owner.phone} />}
            <Can do="invoice:read">
              <PetBalance petId={pet.id} ownerId={pet.owner.id} />
            </Can>
          </Box>
        )}
        <Box sx={{ display: { xs: 'none', md: 'flex' }, gap: 1 }}>
          <Can do="pet:write">
            <Button variant="outlined" color="inherit" startIcon={<Edit />} onClick={onEdit}>
              Edit
            </Button>
          </Can>
          {pet.status === 'ACTIVE' && (
            <Can do="appointment:book">
              <Button
                variant="contained"
                startIcon={<EventAvailable />}
                onClick={() => book({ petId: pet.id })}
              >
                Book a visit
              </Button>
            </Can>
          )}
        </Box>
      </Box>
      <DeathReported pet={pet} />
      <AlertsBanner pet={pet} />
      <KeptInMind petId={pet.id} />
    </Box>
  )
}
