import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { isUnavailable } from '../../ui/errors'
import { formatDay } from '../../ui/format'
import { Page } from '../../ui/Page'
import { useViewer } from '../../ui/viewer'
import { useHouseholdPageQuery } from './household.gen'
import { type Pet, PetCard } from './PetCard'

/** What a pet owner sees first: the own animals and when each is expected. */
export function HouseholdPage({ onLookAgain }: { onLookAgain: () => Promise<unknown> }) {
  const { firstName } = useViewer()
  const { data, error, loading, refetch } = useHouseholdPageQuery({ fetchPolicy: 'cache-and-network' })
  const household = data?.me?.owner
  const known = household?.pets.nodes ?? []
  const pets = known.filter(({ status }) => status === 'ACTIVE')
  const deceased = known.filter(({ status }) => status === 'DECEASED')
  return (
    <Page title={`Hello, ${firstName}`} subtitle="Your animals and their next visits">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={household ? 'line' : 'page'} />}
      {data && !error && !household && !loading && (
        <EmptyState
          title="We are looking for your animals"
          action={
            <Button variant="outlined" onClick={() => void onLookAgain().then(() => refetch())}>
              Look again
            </Button>
          }
        >
          Somebody at the desk makes sure that they are yours, and connects them with this account. If you are
          in a hurry, call us.
        </EmptyState>
      )}
      {household && !error && pets.length === 0 && !loading && (
        <EmptyState title="No animals yet">
          When you come with your animal for the first time, it appears here.
        </EmptyState>
      )}
      <Box
        component="ul"
        aria-label="Your animals"
        aria-busy={loading}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
          '&:empty': { display: 'none' },
        }}
      >
        {!data &&
          loading &&
          [1, 2, 3].map((key) => (
            <li key={key}>
              <Skeleton variant="rounded" height={168} />
            </li>
          ))}
        {pets.map((pet) => (
          <li key={pet.id}>
            <PetCard pet={pet} lacking={isUnavailable(error)} />
          </li>
        ))}
      </Box>
      {deceased.length > 0 && <Remembered pets={deceased} />}
    </Page>
  )
}

/** The animals that have died, whose findings stay. */
function Remembered({ pets }: { pets: readonly Pet[] }) {
  return (
    <Box component="section" aria-labelledby="remembered-title">
      <Typography variant="subtitle2" component="h2" id="remembered-title" sx={{ color: 'text.secondary' }}>
        In memory
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {pets.map(({ id, name, deceasedOn }) => (
          <Box component="li" key={id} sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 32 }}>
            <Link component={RouterLink} to={`/animals/${id}`}>
              {name}
            </Link>
            {deceasedOn && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {formatDay(deceasedOn, 'dated')}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
