import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import { Money } from '../../../ui/Money'
import { usePetBalanceChangedSubscription, usePetBalanceQuery } from './chart.gen'

/** What the owner still has to pay for the patient, beside the owner's name. */
export function PetBalance({ petId: id, ownerId }: { petId: string; ownerId: string }) {
  const { data, refetch } = usePetBalanceQuery({
    variables: { id, ownerId },
    fetchPolicy: 'cache-and-network',
  })
  usePetBalanceChangedSubscription({
    variables: { ownerId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  return data?.pet?.balance?.map((due) => (
    <Link
      key={due.currency}
      component={RouterLink}
      to={`/clients/${ownerId}#account`}
      sx={{ fontWeight: 600, display: 'flex', alignItems: 'center', minHeight: 24 }}
    >
      <span>
        <Money value={due} /> to be paid
      </span>
    </Link>
  ))
}
