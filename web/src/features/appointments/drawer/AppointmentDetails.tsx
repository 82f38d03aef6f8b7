import EditNote from '@mui/icons-material/EditNoteOutlined'
import MailOutlined from '@mui/icons-material/MailOutlined'
import PhoneOutlined from '@mui/icons-material/PhoneOutlined'
import WarningAmber from '@mui/icons-material/WarningAmber'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import type { AppointmentStatus } from '../../../gql/types'
import { formatDay, dateIn, formatTime } from '../../../ui/format'
import { invoiceLooks } from '../../../ui/InvoiceStatusTag'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { PetAvatar } from '../../../ui/PetAvatar'
import { phoneText } from '../../../ui/phone'
import { StatusChip } from '../../../ui/StatusChip'
import { Unavailable } from '../../../ui/Unavailable'
import { Can, useCan } from '../../../ui/viewer'
import { PatientName } from '../board/PatientName'
import { isUnidentified, triageText } from '../flow/stages'
import { isCancelled } from '../dayGroups'
import { ruleText } from '../series/repeat'
import type { AppointmentDrawer_appointmentFragment } from './drawer.gen'
import { ConsentForms } from './ConsentForms'
import { NewVisitInvoice } from './NewVisitInvoice'
import { VisitHistory } from './VisitHistory'

const willHappen = (status: AppointmentStatus): boolean => !isCancelled(status) && status !== 'NO_SHOW'

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Typography component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
    </>
  )
}

const iconLink = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 0.75,
  minHeight: { xs: 44, md: 24 },
} as const

interface Props {
  appointment: AppointmentDrawer_appointmentFragment
  /** Whether there may be an invoice that is not told just now. */
  invoiceMissing: boolean
}

export function AppointmentDetails({ appointment, invoiceMissing }: Props) {
  const { timeZone: zone, country } = useCurrentLocation()
  const maySeeInvoices = useCan('invoice:read')
  const {
    id,
    location,
    pet,
    vet,
    room,
    equipment,
    type,
    status,
    reason,
    notes,
    startsAt,
    endsAt,
    durationMinutes,
    invoice,
    deposits,
    cancellationReason,
    householdVisit,
    series,
    triage,
    broughtBy,
    bookedOnline,
    consentForms,
  } = appointment
  const owner = pet?.owner
  const companions = (householdVisit?.appointments ?? []).filter(
    (visit) => visit.id !== id && willHappen(visit.status) && visit.pet,
  )
  const missed = pet?.noShowCount ?? 0
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        {pet ? (
          <>
            <PetAvatar name={pet.name} photo={pet.photo} size={48} />
            <Box sx={{ minWidth: 0, flex: 1 }}>
              <Link
                component={RouterLink}
                to={`/patients/${pet.id}`}
                sx={{ fontWeight: 650, fontSize: '1rem' }}
              >
                {pet.name}
              </Link>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {[pet.species.name, pet.breed?.name, pet.ageText].filter(Boolean).join(' · ')}
              </Typography>
            </Box>
          </>
        ) : (
          <Box sx={{ minWidth: 0, flex: 1, fontSize: '1rem' }}>
            <PatientName appointment={appointment} />
          </Box>
        )}
        <StatusChip status={status} />
      </Box>
      {pet && (pet.alerts.length > 0 || missed > 0) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {pet.alerts.map((alert) => (
            <Chip key={alert} size="small" color="warning" icon={<WarningAmber />} label={alert} />
          ))}
          {missed > 0 && (
            <Chip
              size="small"
              variant="outlined"
              label={`Missed ${missed} ${missed === 1 ? 'visit' : 'visits'} before`}
            />
          )}
        </Box>
      )}
      {pet && willHappen(status) && (
        <Can do="medical-record:write">
          <Button
            component={RouterLink}
            to={`/patients/${pet.id}?visit=${appointment.id}#records`}
            variant="outlined"
            startIcon={<EditNote />}
          >
            Write record
          </Button>
        </Can>
      )}
      {cancellationReason && <Alert severity="info">Cancelled: {cancellationReason}</Alert>}
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: '84px minmax(0, 1fr)',
          columnGap: 1.5,
          rowGap: 1,
          alignItems: 'baseline',
        }}
      >
        <Row label="When">
          <span className="tabular">
            {formatTime(startsAt, zone)}–{formatTime(endsAt, zone)}
          </span>
          , {formatDay(dateIn(startsAt, zone), 'short')} ({durationMinutes} min)
        </Row>
        {companions.length > 0 && (
          <Row label="Comes with">
            {companions.map((visit) => `${visit.pet?.name}, ${formatTime(visit.startsAt, zone)}`).join(' · ')}
          </Row>
        )}
        {series && <Row label="Series">{ruleText(series.rule)}</Row>}
        <Row label="What">{type.name}</Row>
        <Row label="With">
          {vet ? vet.name : <Unavailable what="Vet" />}
          {room && `, ${room.name}`}
        </Row>
        {equipment.length > 0 && <Row label="Equipment">{equipment.map(({ name }) => name).join(', ')}</Row>}
        {isCancelled(status) && vet && (
          <Can do="waitlist:write">
            <Row label="Free now">
              <Link
                component={RouterLink}
                to={`/waitlist?${new URLSearchParams({ vet: vet.id, from: startsAt, to: endsAt })}`}
              >
                Who waits for such a time
              </Link>
            </Row>
          </Can>
        )}
        {bookedOnline && <Row label="Booked">Online, by the owner</Row>}
        {triage && <Row label="Triage">{triageText(triage)}</Row>}
        {broughtBy && <Row label="Brought by">{broughtBy}</Row>}
        <Row label="Reason">{reason || <Muted>None given</Muted>}</Row>
        <Row label="Notes">
          {notes ? <span style={{ whiteSpace: 'pre-wrap' }}>{notes}</span> : <Muted>None</Muted>}
        </Row>
        <Row label="Owner">
          {owner ? (
            <Link component={RouterLink} to={`/clients/${owner.id}`}>
              {owner.name}
            </Link>
          ) : isUnidentified(appointment) ? (
            <Muted>Not known yet</Muted>
          ) : (
            <Unavailable what="Owner" />
          )}
        </Row>
        {owner?.phone && (
          <Row label="Phone">
            <Link href={`tel:${owner.phone.replace(/\s/g, '')}`} sx={iconLink}>
              <PhoneOutlined aria-hidden sx={{ fontSize: 16 }} />
              {phoneText(owner.phone, country)}
            </Link>
          </Row>
        )}
        {owner?.email && (
          <Row label="E-mail">
            <Link href={`mailto:${owner.email}`} sx={iconLink}>
              <MailOutlined aria-hidden sx={{ fontSize: 16 }} />
              {owner.email}
            </Link>
          </Row>
        )}
        {pet && consentForms && (
          <Row label="Consent">
            <ConsentForms forms={consentForms} petId={pet.id} appointmentId={id} />
          </Row>
        )}
        <Row label="Invoice">
          {invoice ? (
            <>
              {maySeeInvoices ? (
                <Link component={RouterLink} to={`/invoices/${invoice.id}`} sx={{ fontWeight: 650 }}>
                  <Money value={invoice.total} />
                </Link>
              ) : (
                <strong>
                  <Money value={invoice.total} />
                </strong>
              )}{' '}
              · {invoiceLooks[invoice.status].label}
              {invoice.number && ` · ${invoice.number}`}
            </>
          ) : invoiceMissing ? (
            <Unavailable what="Invoice" />
          ) : (
            <>
              <Muted>{willHappen(status) ? 'Drafted when the exam is completed' : 'None'}</Muted>
              {owner && location && !isCancelled(status) && (
                <NewVisitInvoice appointmentId={id} ownerId={owner.id} locationId={location.id} />
              )}
            </>
          )}
        </Row>
        {deposits?.map(({ id, unallocated }) => (
          <Row key={id} label="Deposit">
            <Link component={RouterLink} to={`/payments?payment=${id}`} sx={{ fontWeight: 650 }}>
              <Money value={unallocated} />
            </Link>
          </Row>
        ))}
      </Box>
      <VisitHistory history={appointment.history} />
    </Box>
  )
}

function Muted({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {children}
    </Box>
  )
}
