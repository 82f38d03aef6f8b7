import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { When } from '../../ui/When'
import { useToast } from '../../ui/toasts'
import { useArchiveOwnerMutation, useHouseholdAheadQuery } from './owners.gen'

interface Props {
  owner: { id: string; name: string; version: number }
  onClose: () => void
}

export function ArchiveOwnerDialog({ owner: { id, name, version }, onClose }: Props) {
  const toast = useToast()
  const [archive] = useArchiveOwnerMutation({ update: (cache) => void cache.evict({ fieldName: 'owners' }) })
  return (
    <ReasonDialog
      title={`Archive ${name}?`}
      submitLabel="Archive client"
      danger
      lead="The client leaves the lists. Records, visits and invoices stay, and the archive filter still finds them."
      helperText="For example: moved away"
      about={<VisitsOfHousehold ownerId={id} />}
      onSave={async (reason) => {
        await archive({ variables: { input: { id, version, reason } } })
        toast({ message: `${name} is archived.` })
        onClose()
      }}
      onClose={onClose}
    />
  )
}

/** Who of the household must be made inactive first, and whose next visit would stay. */
function VisitsOfHousehold({ ownerId }: { ownerId: string }) {
  const { data } = useHouseholdAheadQuery({ variables: { id: ownerId }, fetchPolicy: 'network-only' })
  const pets = data?.owner?.pets.nodes.filter(
    ({ status, nextAppointment }) => status === 'ACTIVE' || nextAppointment,
  )
  if (!pets?.length) return null
  return (
    <Alert severity="warning">
      Still coming, to be made inactive or given to another owner first:
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2 }}>
        {pets.map(({ id, name, nextAppointment }) => (
          <li key={id}>
            <Link component={RouterLink} to={`/patients/${id}`}>
              {name}
            </Link>
            {nextAppointment && (
              <>
                , next visit <When at={nextAppointment.startsAt} zone={nextAppointment.location?.timeZone} />
              </>
            )}
          </li>
        ))}
      </Box>
    </Alert>
  )
}
