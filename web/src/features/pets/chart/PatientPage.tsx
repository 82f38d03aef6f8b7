import ArrowBack from '@mui/icons-material/ArrowBack'
import EventAvailable from '@mui/icons-material/EventAvailableOutlined'
import Phone from '@mui/icons-material/PhoneOutlined'
import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { type ReactNode, useEffect, useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import type { PatientForm_petFragment } from '../pets.gen'
import { useBooking } from '../../../ui/booking'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { Page } from '../../../ui/Page'
import { PetAvatar } from '../../../ui/PetAvatar'
import { useRemember } from '../../../ui/recents'
import { useTitle } from '../../../ui/useTitle'
import { Can, useViewer } from '../../../ui/viewer'
import { EditPatientDialog } from '../EditPatientDialog'
import type { LoadedSection } from '../../../ui/feature'
import { usePatientChangedSubscription, usePatientPageQuery } from './chart.gen'
import { PatientHeader } from './PatientHeader'
import { SectionNav } from './SectionNav'

/** The patient's chart: who it is, what to beware of, and a list of sections that the app puts together. */
export function PatientPage({ sections }: { sections: readonly LoadedSection<'chart'>[] }) {
  const { id = '' } = useParams()
  // Another patient is another chart: nothing half typed may wander from one to the other.
  return <Chart key={id} id={id} sections={sections} />
}

function Chart({ id, sections }: { id: string; sections: readonly LoadedSection<'chart'>[] }) {
  const { permissions } = useViewer()
  const { data, error, refetch } = usePatientPageQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  usePatientChangedSubscription({ variables: { petId: id }, ignoreResults: true })
  const [editing, setEditing] = useState(false)
  const pet = data?.pet
  const detail = pet ? [pet.species.name, pet.owner?.name].filter(Boolean).join(' of ') : ''
  useTitle(pet ? `${pet.name}, ${detail.toLowerCase()}` : 'Patient')
  useRemember(pet ? { kind: 'patient', id, label: pet.name, detail } : null)
  const known = pet !== undefined && pet !== null
  useEffect(() => {
    if (known && window.location.hash)
      document.getElementById(window.location.hash.slice(1))?.scrollIntoView()
  }, [known])

  if (error && !pet)
    return (
      <Page title="Patient">
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !pet) return <NoSuchPatient />
  const shown = sections.filter(({ permission }) => permission === null || permissions.includes(permission))
  return (
    <Box
      sx={{
        px: { xs: 2, md: 3 },
        pt: { xs: 1.5, md: 2.5 },
        pb: 3,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
        maxWidth: 1680,
      }}
    >
      <Link
        component={RouterLink}
        to="/patients"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, justifySelf: 'start', minHeight: 24 }}
      >
        <ArrowBack sx={{ fontSize: 16 }} /> All patients
      </Link>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {pet ? <PatientHeader pet={pet} onEdit={() => setEditing(true)} /> : <HeaderSkeleton />}
      <SectionNav sections={shown} whose={pet && <Whose pet={pet} />} />
      <Box sx={{ display: 'grid', gap: 3.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {shown
          .filter(({ beside }) => !shown.some(({ key }) => key === beside))
          .map(({ key, Component }) => (
            <Beside key={key} petId={id} sections={shown.filter(({ beside }) => beside === key)}>
              <Component petId={id} />
            </Beside>
          ))}
      </Box>
      {pet && <ThumbBar pet={pet} />}
      {pet && editing && (
        <EditPatientDialog
          pet={pet}
          latest={async () => (await refetch()).data?.pet ?? null}
          onClose={() => setEditing(false)}
        />
      )}
    </Box>
  )
}

interface BesideProps {
  petId: string
  sections: readonly LoadedSection<'chart'>[]
  children: ReactNode
}

/** A section with those beside it, which stay in sight while it scrolls: what is read beside what is written. */
function Beside({ petId, sections, children }: BesideProps) {
  if (sections.length === 0) return children
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3.5,
        columnGap: 3,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 7fr) minmax(0, 5fr)' },
      }}
    >
      {children}
      <Box
        sx={{
          position: { lg: 'sticky' },
          top: 64,
          maxHeight: { lg: 'calc(100dvh - 140px)' },
          overflowY: { lg: 'auto' },
          scrollbarGutter: 'stable',
        }}
      >
        {sections.map(({ key, Component }) => (
          <Component key={key} petId={petId} />
        ))}
      </Box>
    </Box>
  )
}

function Whose({ pet }: { pet: PatientForm_petFragment }) {
  return (
    <Box
      aria-hidden
      sx={{
        position: 'sticky',
        left: { xs: -16, md: -24 },
        zIndex: 1,
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 44,
        ml: { xs: -2, md: -3 },
        pl: { xs: 2, md: 3 },
        pr: 1.5,
        fontWeight: 650,
        backgroundColor: 'background.default',
      }}
    >
      <PetAvatar name={pet.name} photo={pet.photo} size={28} />
      <Box
        component="span"
        sx={{
          maxWidth: { xs: 96, md: 240 },
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {pet.name}
      </Box>
      {pet.alerts.length > 0 && <Warning sx={{ fontSize: 20, color: 'error.main' }} />}
    </Box>
  )
}

/** What a thumb reaches on a phone. */
function ThumbBar({ pet }: { pet: PatientForm_petFragment }) {
  const book = useBooking()
  const phone = pet.owner?.phone
  return (
    <Box
      role="group"
      aria-label="Actions"
      sx={{
        position: 'sticky',
        bottom: 0,
        zIndex: 5,
        display: { xs: 'flex', md: 'none' },
        gap: 1,
        mx: -2,
        mb: -3,
        px: 2,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        backgroundColor: 'background.paper',
        '& > *': { flex: 1 },
      }}
    >
      {phone && (
        <Button
          variant="outlined"
          color="inherit"
          startIcon={<Phone />}
          href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}
        >
          Call owner
        </Button>
      )}
      {pet.status === 'ACTIVE' && (
        <Can do="appointment:book">
          <Button variant="contained" startIcon={<EventAvailable />} onClick={() => book({ petId: pet.id })}>
            Book a visit
          </Button>
        </Can>
      )}
    </Box>
  )
}

function HeaderSkeleton() {
  return (
    <Box role="status" aria-label="Opening the chart" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
      <Skeleton variant="rounded" width={64} height={64} />
      <Box sx={{ flex: 1 }}>
        <Skeleton width={180} height={34} />
        <Skeleton width={260} />
      </Box>
    </Box>
  )
}

function NoSuchPatient() {
  return (
    <Page title="Patient">
      <EmptyState
        title="There is no such patient"
        action={
          <Button component={RouterLink} to="/patients" variant="contained">
            All patients
          </Button>
        }
      >
        The link may be old, or the patient belongs to another hospital.
      </EmptyState>
    </Page>
  )
}
