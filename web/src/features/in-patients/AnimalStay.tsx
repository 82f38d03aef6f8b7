import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { When } from '../../ui/When'
import { useAnimalStayQuery } from './in-patients.gen'

/** What an owner sees of the latest stay: who looks after the animal, or what is to be done at home. */
export function AnimalStay({ petId }: { petId: string }) {
  const { data, error, refetch } = useAnimalStayQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const [stay] = data?.inPatients.nodes ?? []
  if (!stay && !error) return null
  return (
    <Section title={stay?.dischargedAt ? 'Home from the hospital' : 'In the hospital'} id="stay">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {stay && (
        <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {stay.location && `${stay.location.name}, `}
          {stay.dischargedAt ? (
            <>
              until <When at={stay.dischargedAt} />. {stay.instructions}
            </>
          ) : (
            <>
              since <When at={stay.admittedAt} />
              {stay.vet && `, looked after by ${stay.vet.name}`}.
            </>
          )}
        </Typography>
      )}
    </Section>
  )
}
