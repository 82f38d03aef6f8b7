import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { When } from '../../ui/When'
import { useNow } from '../../ui/useNow'
import { usePatientVisitsAheadQuery } from './pets.gen'

const isOpen = ({ status }: { status: string }) => status === 'SCHEDULED' || status === 'CONFIRMED'

/** The visits that a patient still has, before something is decided about it; `becomes` says what becomes of them. */
export function VisitsAhead({ petId, becomes }: { petId: string; becomes: string }) {
  const now = useNow()
  const { data, loading } = usePatientVisitsAheadQuery({ variables: { petId }, fetchPolicy: 'network-only' })
  if (loading) return <Skeleton variant="rounded" height={44} />
  const page = data?.pet?.appointments
  if (!page) return <Alert severity="warning">The visits ahead cannot be shown just now.</Alert>
  const ahead = page.nodes.filter((visit) => isOpen(visit) && Date.parse(visit.startsAt) > now).toReversed()
  if (ahead.length === 0) return null
  return (
    <Alert severity="warning">
      {ahead.length === 1 ? 'A visit ahead' : `${ahead.length} visits ahead`} {becomes}
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2 }}>
        {ahead.map(({ id, startsAt, type, vet, location }) => (
          <li key={id}>
            <When at={startsAt} zone={location?.timeZone} />, {type.name.toLowerCase()}
            {vet && ` with ${vet.name}`}
          </li>
        ))}
      </Box>
    </Alert>
  )
}
