import Add from '@mui/icons-material/Add'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { problemOf } from '../../../ui/errors'
import { ErrorView } from '../../../ui/ErrorView'
import { dateIn, formatDay, formatTime } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { PhoneLink } from '../../../ui/PhoneLink'
import { ReasonDialog } from '../../../ui/ReasonDialog'
import { Section } from '../../../ui/Section'
import { StatusChip } from '../../../ui/StatusChip'
import { useNow } from '../../../ui/useNow'
import { useToast } from '../../../ui/toasts'
import { isCancelled } from '../dayGroups'
import { BookOnlineDialog } from './BookOnlineDialog'
import { MoveOnlineDialog } from './MoveOnlineDialog'
import {
  type PortalRequest_requestFragment,
  type PortalVisit_appointmentFragment,
  useCancelOnlineMutation,
  usePortalRequestChangedSubscription,
  usePortalVisitChangedSubscription,
  usePortalVisitsQuery,
  useWithdrawRequestMutation,
} from './portal.gen'
import { partOfDayWords } from './requestWords'

/** The visits ahead of an animal: its owner books, moves and cancels them. */
export function VisitsSection({ petId }: { petId: string }) {
  const [from] = useState(() => new Date().toISOString())
  const { data, error, refetch } = usePortalVisitsQuery({
    variables: { petId, from },
    fetchPolicy: 'cache-and-network',
  })
  const again = () => void refetch()
  usePortalVisitChangedSubscription({ variables: { petId }, ignoreResults: true, onData: again })
  usePortalRequestChangedSubscription({ variables: { petId }, ignoreResults: true, onData: again })
  const [params, setParams] = useSearchParams()
  const [moving, setMoving] = useState<PortalVisit_appointmentFragment | null>(null)
  const [cancelling, setCancelling] = useState<PortalVisit_appointmentFragment | null>(null)
  const now = useNow(60_000)
  const pet = data?.pet
  const ahead = (data?.appointments.nodes ?? []).filter(
    ({ startsAt, status }) => Date.parse(startsAt) > now && !isCancelled(status),
  )
  const mayBook = pet?.status === 'ACTIVE'
  const show = (book: boolean) => setParams(book ? { book: '1' } : {}, { replace: true })
  const after = () => {
    show(false)
    setMoving(null)
    setCancelling(null)
    again()
  }
  return (
    <Section
      title="Visits ahead"
      id="visits"
      actions={
        mayBook && (
          <Button variant="contained" startIcon={<Add />} onClick={() => show(true)}>
            Book a visit
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {error && <ErrorView error={error} onRetry={again} form={data ? 'line' : 'page'} />}
        {!data && !error && <Skeleton variant="rounded" height={64} />}
        {pet?.appointmentRequest && <Asked request={pet.appointmentRequest} />}
        {data && ahead.length === 0 && (
          <Typography sx={{ color: 'text.secondary' }}>No visit planned</Typography>
        )}
        {ahead.length > 0 && (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
            {ahead.map((visit) => (
              <Visit
                key={visit.id}
                visit={visit}
                onMove={() => setMoving(visit)}
                onCancel={() => setCancelling(visit)}
              />
            ))}
          </Box>
        )}
      </Box>
      {pet && mayBook && params.has('book') && (
        <BookOnlineDialog pet={pet} onDone={after} onClose={() => show(false)} />
      )}
      {moving && (
        <MoveOnlineDialog petId={petId} visit={moving} onDone={after} onClose={() => setMoving(null)} />
      )}
      {cancelling && (
        <CancelOnlineDialog visit={cancelling} onDone={after} onClose={() => setCancelling(null)} />
      )}
    </Section>
  )
}

interface VisitProps {
  visit: PortalVisit_appointmentFragment
  onMove: () => void
  onCancel: () => void
}

function Visit({ visit, onMove, onCancel }: VisitProps) {
  const here = useCurrentLocation()
  const { startsAt, type, vet, location, status, allowedActions } = visit
  const zone = location?.timeZone ?? here.timeZone
  const when = `${formatDay(dateIn(startsAt, zone), 'short')}, ${formatTime(startsAt, zone)}`
  const mayMove = allowedActions.includes('RESCHEDULE') && type.onlineBooking !== 'NOBODY'
  return (
    <Box component="li" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography className="tabular" sx={{ fontWeight: 650 }}>
            {when}
          </Typography>
          <StatusChip status={status} />
        </Box>
        <Typography variant="body2">
          {type.name}
          {vet && ` with ${vet.name}`}
        </Typography>
        <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
          {location?.name}
          {location?.phone && (
            <>
              {' · '}
              <PhoneLink number={location.phone} />
            </>
          )}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        {mayMove && (
          <Button variant="outlined" onClick={onMove} aria-label={`Move the visit of ${when}`}>
            Move
          </Button>
        )}
        {allowedActions.includes('CANCEL') && (
          <Button color="error" onClick={onCancel} aria-label={`Cancel the visit of ${when}`}>
            Cancel
          </Button>
        )}
      </Box>
    </Box>
  )
}

/** What the owner has asked for, until it is booked. */
function Asked({ request }: { request: PortalRequest_requestFragment }) {
  const toast = useToast()
  const [withdraw, { loading }] = useWithdrawRequestMutation()
  const { id, version, status, type, day, partOfDay, refusal } = request
  if (status === 'ACCEPTED' || status === 'WITHDRAWN') return null
  const withdrawIt = async () => {
    try {
      await withdraw({ variables: { input: { id, version } } })
      toast({ message: 'Your request is withdrawn. You can ask again at any time.' })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  const wish = `${type.name} on ${formatDay(day, 'short')}, ${partOfDayWords[partOfDay].toLowerCase()}`
  return (
    <Alert
      severity={status === 'WAITING' ? 'info' : 'warning'}
      action={
        status === 'WAITING' && (
          <Button color="inherit" disabled={loading} onClick={() => void withdrawIt()}>
            Withdraw
          </Button>
        )
      }
    >
      {status === 'WAITING'
        ? `You asked for ${wish}. We look for a time and write to you.`
        : `We could not book what you asked for: ${wish}. The hospital says: ${refusal}`}
    </Alert>
  )
}

const usual = ['We travel', 'My animal is well again', 'The time does not suit']

function CancelOnlineDialog({
  visit: { id, version, startsAt, location },
  onDone,
  onClose,
}: {
  visit: PortalVisit_appointmentFragment
  onDone: () => void
  onClose: () => void
}) {
  const here = useCurrentLocation()
  const toast = useToast()
  const [cancel] = useCancelOnlineMutation()
  const zone = location?.timeZone ?? here.timeZone
  const late = location
    ? ` Less than ${location.lateCancellationHours} hours before, it counts as a late cancellation.`
    : ''
  return (
    <ReasonDialog
      title="Cancel the visit?"
      submitLabel="Cancel the visit"
      danger
      lead={`${formatDay(dateIn(startsAt, zone), 'short')}, ${formatTime(startsAt, zone)}.${late}`}
      usual={usual}
      onSave={async (reason, { headersFor }) => {
        const input = { id, version, reason }
        await cancel({ variables: { input }, context: headersFor(input) })
        toast({ message: 'The visit is cancelled.' })
        onDone()
      }}
      onClose={onClose}
    />
  )
}
