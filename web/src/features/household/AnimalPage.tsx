import Warning from '@mui/icons-material/WarningAmberRounded'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Navigate, useParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import type { LoadedSection } from '../../ui/feature'
import { PetAvatar } from '../../ui/PetAvatar'
import { RecordPage } from '../../ui/RecordPage'
import { Tag } from '../../ui/Tag'
import { useTitle } from '../../ui/useTitle'
import { useCan } from '../../ui/viewer'
import { useAnimalChangedSubscription, useAnimalPageQuery } from './animal.gen'
import { Condolence, DeathReport } from './AnimalDeath'
import { AnimalFacts } from './AnimalFacts'
import { AnimalPrescriptions } from './AnimalPrescriptions'
import { AnimalRecords } from './AnimalRecords'
import { PetVaccinations } from './PetVaccinations'

interface Props {
  sections: readonly LoadedSection<'animal'>[]
}

/** What the hospital shows a client of one animal: released records, medicines and vaccinations (P1). */
export function AnimalPage({ sections }: Props) {
  const { id = '' } = useParams()
  // Who sees charts would see more here than a client does.
  const isStaff = useCan('pet:read')
  return isStaff ? (
    <Navigate replace to={`/patients/${id}`} />
  ) : (
    <Animal key={id} petId={id} sections={sections} />
  )
}

function Animal({ petId, sections }: Props & { petId: string }) {
  const { data, error, refetch } = useAnimalPageQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useAnimalChangedSubscription({ variables: { petId }, ignoreResults: true })
  const pet = data?.pet
  useTitle(pet?.name ?? 'Your animal')
  const back = { to: '/', label: 'Your animals' }
  const retry = () => void refetch()
  if (data && !pet)
    return (
      <RecordPage back={back} error={error} onRetry={retry} head={<></>} aside={<></>}>
        <EmptyState title="This animal is not in your account">
          If it should be, call us: somebody at the desk connects it.
        </EmptyState>
      </RecordPage>
    )
  return (
    <RecordPage
      back={back}
      error={error}
      onRetry={retry}
      head={
        pet && (
          <>
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
              <PetAvatar name={pet.name} photo={pet.photo} size={56} />
              <Box sx={{ flex: 1, minWidth: 180 }}>
                <Typography variant="h1">{pet.name}</Typography>
                <Typography sx={{ color: 'text.secondary' }}>
                  {[pet.breed?.name ?? pet.species.name, pet.ageText].filter(Boolean).join(' · ')}
                </Typography>
              </Box>
              {pet.alerts.map((allergy) => (
                <Tag key={allergy} tone="warn" icon={<Warning aria-hidden />}>
                  {allergy}
                </Tag>
              ))}
            </Box>
            {pet.status === 'DECEASED' && <Condolence pet={pet} />}
          </>
        )
      }
      asideLast
      aside={
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {pet && <AnimalFacts pet={pet} latest={async () => (await refetch()).data?.pet ?? null} />}
          <AnimalPrescriptions petId={petId} />
          {pet && (
            <Paper variant="outlined" sx={{ p: 2 }}>
              <PetVaccinations pet={pet} />
            </Paper>
          )}
          {(pet?.status === 'ACTIVE' || pet?.status === 'INACTIVE') && <DeathReport pet={pet} />}
        </Box>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <AnimalRecords petId={petId} />
        {sections.map(({ key, Component }) => (
          <Component key={key} petId={petId} />
        ))}
      </Box>
    </RecordPage>
  )
}
