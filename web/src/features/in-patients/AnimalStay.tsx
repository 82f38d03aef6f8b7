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
        <>
          <Typography>
            {stay.location && `${stay.location.name}, `}
            {stay.dischargedAt ? 'until ' : 'since '}
            <When at={stay.dischargedAt ?? stay.admittedAt} zone={stay.location?.timeZone} />
            {!stay.dischargedAt && stay.vet && `, looked after by ${stay.vet.name}`}.
          </Typography>
          {stay.instructions && (
            <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {stay.instructions}
            </Typography>
          )}
        </>
      )}
    </Section>
  )
}
