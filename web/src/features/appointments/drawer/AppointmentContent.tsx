import { skipToken } from '@apollo/client/react'
import Close from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { isUnavailable } from '../../../ui/errors'
import { useChooseLocation, useCurrentLocation } from '../../../ui/location'
import { useCan } from '../../../ui/viewer'
import { AppointmentActions } from './AppointmentActions'
import { AppointmentDetails } from './AppointmentDetails'
import {
  useAppointmentDrawerQuery,
  useAppointmentInvoiceChangedSubscription,
  useAppointmentPetChangedSubscription,
} from './drawer.gen'

interface Props {
  id: string
  onClose: () => void
  onMove: (appointment: AppointmentChip_appointmentFragment) => void
}

/** What there is to know and to do about one visit. */
export function AppointmentContent({ id, onClose, onMove }: Props) {
  const { data, error, loading, refetch } = useAppointmentDrawerQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  })
  const here = useCurrentLocation()
  const chooseLocation = useChooseLocation()
  const found = data?.appointment
  // A link may lead to a visit elsewhere: its place comes with it, for its clock, its vets and its rooms.
  const elsewhere = found?.location && found.location.id !== here.id ? found.location.id : null
  useEffect(() => {
    if (elsewhere) chooseLocation(elsewhere)
  }, [elsewhere, chooseLocation])
  const appointment = elsewhere ? undefined : found
  const maySeeInvoices = useCan('invoice:read')
  useAppointmentInvoiceChangedSubscription(
    maySeeInvoices && appointment?.pet?.owner
      ? {
          variables: { filter: { ownerId: appointment.pet.owner.id } },
          ignoreResults: true,
          onData: () => void refetch(),
        }
      : skipToken,
  )
  const maySeeConsentForms = useCan('consent-form:read')
  useAppointmentPetChangedSubscription(
    maySeeConsentForms && appointment?.pet
      ? { variables: { petId: appointment.pet.id }, ignoreResults: true, onData: () => void refetch() }
      : skipToken,
  )

  // Another desk's change arrives without history and invoice: those are fetched for the version it brought.
  const version = appointment?.version
  const [seen, setSeen] = useState<number | undefined>()
  useEffect(() => {
    if (version === undefined || version === seen) return
    setSeen(version)
    if (seen !== undefined) void refetch()
  }, [version, seen, refetch])

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2.5, pt: 2, pb: 1 }}>
        <Typography id="appointment-drawer-title" variant="h2" sx={{ flex: 1 }}>
          {appointment?.pet ? `${appointment.pet.name}’s visit` : 'Visit'}
        </Typography>
        <IconButton onClick={onClose} aria-label="Close details" edge="end">
          <Close fontSize="small" />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, overflow: 'auto', px: 2.5, pb: 2.5 }}>
        {error && (
          <ErrorView error={error} onRetry={() => void refetch()} form={appointment ? 'line' : 'page'} />
        )}
        {!appointment && (loading || elsewhere) && (
          <Box role="status" aria-label="Loading the visit" sx={{ display: 'grid', gap: 1.5 }}>
            <Skeleton variant="rounded" height={64} />
            <Skeleton width="70%" />
            <Skeleton width="50%" />
            <Skeleton variant="rounded" height={120} />
          </Box>
        )}
        {!found && !loading && !error && (
          <EmptyState title="This visit is not there">
            It may have been removed, or the link is wrong.
          </EmptyState>
        )}
        {appointment && (
          <AppointmentDetails
            appointment={appointment}
            invoiceMissing={isUnavailable(error, ['appointment', 'invoice'])}
          />
        )}
      </Box>
      {appointment && (
        <AppointmentActions
          appointment={appointment}
          latest={async () => (await refetch()).data?.appointment ?? null}
          onMove={() => onMove(appointment)}
        />
      )}
    </Box>
  )
}
