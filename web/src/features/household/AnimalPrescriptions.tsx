import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { When } from '../../ui/When'
import type { PrescriptionStatus } from '../../gql/types'
import {
  type AnimalPrescription_prescriptionFragment,
  useAnimalPrescriptionsChangedSubscription,
  useAnimalPrescriptionsQuery,
} from './animal.gen'

const endings: Readonly<Record<Exclude<PrescriptionStatus, 'ACTIVE'>, string>> = {
  USED_UP: 'Used up',
  EXPIRED: 'Expired',
  CANCELLED: 'Stopped',
}

/** What was prescribed for an animal, with how it is given and how often it can still be fetched. */
export function AnimalPrescriptions({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = useAnimalPrescriptionsQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useAnimalPrescriptionsChangedSubscription({
    variables: { petId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = data?.pet?.prescriptions
  return (
    <Section title="Medicines" id="medicines">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!list && !error && <Skeleton variant="rounded" height={100} />}
      {list?.nodes.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>Nothing was prescribed.</Typography>
      )}
      <Box
        component="ul"
        aria-label="Medicines"
        aria-busy={loading}
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5, '&:empty': { display: 'none' } }}
      >
        {list?.nodes.map((prescription) => (
          <li key={prescription.id}>
            <Medicine prescription={prescription} />
          </li>
        ))}
      </Box>
      {list?.pageInfo.hasNextPage && (
        <Button
          size="small"
          loading={loading}
          onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})}
          sx={{ mt: 1 }}
        >
          Earlier ones
        </Button>
      )}
    </Section>
  )
}

function Medicine({ prescription }: { prescription: AnimalPrescription_prescriptionFragment }) {
  const { drug, dose, unit, frequency, instructions, quantity, remaining, authorised, status } = prescription
  const times = Math.ceil(remaining / quantity)
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
        <Typography sx={{ fontWeight: 600, flex: 1, minWidth: 140 }}>{drug}</Typography>
        {status !== 'ACTIVE' && <Tag>{endings[status]}</Tag>}
      </Box>
      <Typography variant="body2">
        {dose !== null && `${dose} ${unit} `}
        {frequency}
      </Typography>
      {instructions && (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
          {instructions}
        </Typography>
      )}
      <Typography variant="body2" className="tabular" sx={{ color: 'text.secondary' }}>
        {status === 'ACTIVE' ? (
          <>
            {remaining} of {authorised} {unit} left: {times === 1 ? 'once more' : `${times} more times`},
            until {formatDay(prescription.expiresOn, 'dated')}
          </>
        ) : (
          <>
            Prescribed <When at={prescription.prescribedAt} show="day" />
          </>
        )}
      </Typography>
    </>
  )
}
