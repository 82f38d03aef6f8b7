import { skipToken } from '@apollo/client/react'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import type { LoadedSection } from '../../ui/feature'
import { Facts } from '../../ui/Facts'
import { isUnavailable } from '../../ui/errors'
import { dateIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { SidePanel } from '../../ui/SidePanel'
import { Unavailable } from '../../ui/Unavailable'
import { useViewer } from '../../ui/viewer'
import { When } from '../../ui/When'
import { CreditNotes } from './CreditNotes'
import { InvoiceActions } from './InvoiceActions'
import { InvoiceItems } from './InvoiceItems'
import { type InvoiceDrawerQuery, useInvoiceDrawerQuery } from './invoices.gen'
import { InvoiceStatusTag, invoiceTitle } from '../../ui/InvoiceStatusTag'

interface Props {
  id: string | null
  sections: readonly LoadedSection<'invoice'>[]
  onClose: () => void
}

export function InvoiceDrawer({ id, sections, onClose }: Props) {
  const { permissions } = useViewer()
  const { data, error, refetch } = useInvoiceDrawerQuery(
    id ? { variables: { id }, fetchPolicy: 'cache-and-network' } : skipToken,
  )
  const invoice = data?.invoice
  return (
    <SidePanel
      title={invoice ? invoiceTitle(invoice) : 'Invoice'}
      tag={invoice && <InvoiceStatusTag status={invoice.status} />}
      open={id !== null}
      onClose={onClose}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={invoice ? 'line' : 'page'} />}
      {invoice ? (
        <>
          <Sheet invoice={invoice} error={error} />
          <InvoiceActions
            key={invoice.id}
            invoice={invoice}
            latest={async () => (await refetch()).data?.invoice ?? null}
          />
          {sections
            .filter(({ permission }) => permission === null || permissions.includes(permission))
            .map(({ key, Component }) => (
              <Component key={`${key} ${invoice.id}`} invoiceId={invoice.id} />
            ))}
        </>
      ) : data && !error ? (
        <EmptyState title="There is no such invoice">
          The link may be old, or a draft that was taken back.
        </EmptyState>
      ) : (
        !error && <Skeleton variant="rounded" height={260} />
      )}
    </SidePanel>
  )
}

interface SheetProps {
  invoice: NonNullable<InvoiceDrawerQuery['invoice']>
  /** What was said of it that is missing. */
  error: unknown
}

function Sheet({ invoice, error }: SheetProps) {
  const here = useCurrentLocation()
  const { owner, pet, appointment, location } = invoice
  const zone = location?.timeZone ?? here.timeZone
  const visitDay = appointment && dateIn(appointment.startsAt, zone)
  return (
    <>
      <Facts
        wide
        facts={[
          [
            'Client',
            owner ? (
              <Link key="owner" component={RouterLink} to={`/clients/${owner.id}`}>
                {owner.name}
              </Link>
            ) : (
              <Unavailable key="owner" what="Client" />
            ),
          ],
          [
            'Patient',
            pet ? (
              <Link key="pet" component={RouterLink} to={`/patients/${pet.id}`}>
                {pet.name}
              </Link>
            ) : (
              isUnavailable(error, ['invoice', 'pet']) && <Unavailable key="pet" what="Patient" />
            ),
          ],
          ['Date', <When key="date" at={invoice.createdAt} show="day" zone={zone} />],
          [
            'Visit',
            appointment ? (
              <Link
                key="visit"
                component={RouterLink}
                to={`/?date=${visitDay}&appointment=${appointment.id}`}
              >
                {[appointment.type.name, appointment.vet?.name].filter(Boolean).join(', ')}
              </Link>
            ) : (
              isUnavailable(error, ['invoice', 'appointment']) && <Unavailable key="visit" what="Visit" />
            ),
          ],
          ['From', location ? location.name : <Unavailable key="from" what="Location" />],
        ]}
      />
      <InvoiceItems items={invoice.items} />
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: '1fr auto',
          rowGap: 0.75,
          justifySelf: 'end',
          width: '100%',
          maxWidth: 280,
        }}
      >
        {invoice.discount.amount > 0 && (
          <Amount label="Discount, taken off above">
            <Money value={invoice.discount} />
          </Amount>
        )}
        <Amount label="Before tax">
          <Money value={invoice.subtotal} />
        </Amount>
        {invoice.taxes.map(({ taxClass, rate, tax }) => (
          <Amount
            key={`${taxClass} ${rate}`}
            label={taxClass === 'EXEMPT' ? 'Exempt from tax' : `Tax ${rate / 100} %`}
          >
            <Money value={tax} />
          </Amount>
        ))}
        <Amount label="Total" strong>
          <Money value={invoice.total} />
        </Amount>
      </Box>
      <CreditNotes invoice={invoice} />
    </>
  )
}

function Amount({
  label,
  strong = false,
  children,
}: {
  label: string
  strong?: boolean
  children: ReactNode
}) {
  const look = strong
    ? { fontSize: '1.125rem', fontWeight: 700, borderTop: 1, borderColor: 'divider', pt: 1, mt: 0.5 }
    : { color: 'text.secondary' }
  return (
    <>
      <Box component="dt" sx={look}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, textAlign: 'right', ...look }}>
        {children}
      </Box>
    </>
  )
}
