import Add from '@mui/icons-material/Add'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import { useBooking } from '../../ui/booking'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { isUnavailable } from '../../ui/errors'
import { patientText } from '../../ui/patient'
import { PetAvatar } from '../../ui/PetAvatar'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Unavailable } from '../../ui/Unavailable'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { NewPatientDialog } from './NewPatientDialog'
import {
  type HouseholdCard_petFragment,
  useHouseholdSectionQuery,
  useHouseholdVisitsChangedSubscription,
} from './pets.gen'
import { kindOf, neuterLabel, sexLabels, statusLooks } from './petWords'

/** A client's animals, on the client's page. */
export function HouseholdSection({ ownerId }: { ownerId: string }) {
  const { data, error, refetch } = useHouseholdSectionQuery({
    variables: { ownerId },
    fetchPolicy: 'cache-and-network',
  })
  const [adding, setAdding] = useState(false)
  const navigate = useNavigate()
  const toast = useToast()
  const pets = data?.owner?.pets.nodes
  useHouseholdVisitsChangedSubscription({
    ignoreResults: true,
    onData: ({ data: event }) => {
      const about = event.data?.appointmentChanged.appointment.pet?.id
      if (pets?.some(({ id }) => id === about)) void refetch()
    },
  })
  return (
    <Section
      title="Pets"
      id="pets"
      flush
      actions={
        !data?.owner?.archivedAt && (
          <Can do="pet:write">
            <Button startIcon={<Add />} onClick={() => setAdding(true)}>
              Add pet
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pets ? 'line' : 'page'} />}
      {pets?.length === 0 && (
        <Paper variant="outlined">
          <EmptyState title="No pets yet">Add the first one, then book its visit.</EmptyState>
        </Paper>
      )}
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 330px), 1fr))',
        }}
      >
        {!pets &&
          !error &&
          [0, 1].map((index) => <Skeleton key={index} component="li" variant="rounded" height={112} />)}
        {pets?.map((pet) => (
          <PetCard key={pet.id} pet={pet} ownerId={ownerId} lacking={isUnavailable(error)} />
        ))}
      </Box>
      {adding && (
        <NewPatientDialog
          ownerId={ownerId}
          onClose={() => setAdding(false)}
          onCreated={(pet) => {
            setAdding(false)
            toast({
              message: `${patientText(pet)}, is a patient now.`,
              action: { label: 'Open chart', run: () => void navigate(`/patients/${pet.id}`) },
            })
          }}
        />
      )}
    </Section>
  )
}

interface CardProps {
  pet: HouseholdCard_petFragment
  /** The client on whose page it stands. */
  ownerId: string
  lacking: boolean
}

function PetCard({ pet, ownerId, lacking }: CardProps) {
  const book = useBooking()
  const details = [
    pet.sex !== 'UNKNOWN' && sexLabels[pet.sex],
    pet.neuterStatus !== 'UNKNOWN' && neuterLabel(pet.neuterStatus, pet.sex),
    pet.ageText,
  ]
  return (
    <Paper
      component="li"
      variant="outlined"
      sx={{
        position: 'relative',
        display: 'flex',
        gap: 1.5,
        p: 1.5,
        '&:hover': { borderColor: 'primary.main' },
      }}
    >
      <PetAvatar name={pet.name} photo={pet.photo} size={44} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <Link
            component={RouterLink}
            to={`/patients/${pet.id}`}
            color="inherit"
            underline="none"
            sx={{
              fontWeight: 650,
              fontSize: '0.9375rem',
              '&::after': { content: '""', position: 'absolute', inset: 0 },
            }}
          >
            {pet.name}
          </Link>
          {pet.status !== 'ACTIVE' && (
            <Tag tone={statusLooks[pet.status].tone}>{statusLooks[pet.status].label}</Tag>
          )}
        </Box>
        <Typography variant="body2">{kindOf(pet)}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {details.filter(Boolean).join(' · ')}
        </Typography>
        {pet.owner && pet.owner.id !== ownerId && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            Co-owned; the owner is {pet.owner.name}
          </Typography>
        )}
        {pet.alerts.length > 0 && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.75 }}>
            {pet.alerts.map((alert) => (
              <Tag key={alert} tone="bad" icon={<Warning aria-hidden />}>
                {alert}
              </Tag>
            ))}
          </Box>
        )}
        {!pet.nextAppointment && lacking && <Unavailable what="Next visit" />}
        {pet.nextAppointment && (
          <Typography variant="body2" sx={{ mt: 0.75 }}>
            Next: <When at={pet.nextAppointment.startsAt} />, {pet.nextAppointment.type.name.toLowerCase()}
          </Typography>
        )}
      </Box>
      {pet.status === 'ACTIVE' && (
        <Can do="appointment:book">
          <Button
            size="small"
            variant="outlined"
            aria-label={`Book a visit for ${pet.name}`}
            onClick={() => book({ petId: pet.id })}
            sx={{ position: 'relative', zIndex: 1, alignSelf: 'start' }}
          >
            Book
          </Button>
        </Can>
      )}
    </Paper>
  )
}
