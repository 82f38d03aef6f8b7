import FileDownload from '@mui/icons-material/FileDownloadOutlined'
import Lock from '@mui/icons-material/LockOutlined'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { AccountNumbersSection } from './AccountNumbersSection'
import { useBookkeepingPageQuery } from './bookkeeping.gen'
import { JournalDialog } from './JournalDialog'
import { LockPeriodDialog, UnlockPeriodDialog } from './PeriodDialogs'

/** What the bookkeeper needs of a location: days that do not change any more, and the journal. */
export function BookkeepingPage() {
  const location = useCurrentLocation()
  const [open, setOpen] = useState<'lock' | 'unlock' | 'journal' | null>(null)
  const { data, loading, error, refetch } = useBookkeepingPageQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  const lock = data?.periodLock
  const lockedThrough = lock?.lockedThrough ?? null
  const dialog = {
    lockedThrough,
    onDone: () => void refetch(),
    onClose: () => setOpen(null),
  }
  return (
    <Page title="Bookkeeping" subtitle={location.name}>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <Section
          title="Locked period"
          actions={
            <>
              {lockedThrough && (
                <Can do="period:unlock">
                  <Button color="error" onClick={() => setOpen('unlock')}>
                    Open again
                  </Button>
                </Can>
              )}
              <Button
                variant="contained"
                startIcon={<Lock />}
                disabled={!data}
                onClick={() => setOpen('lock')}
              >
                Lock a period
              </Button>
            </>
          }
        >
          <Typography role="status" aria-busy={loading}>
            {lockedThrough
              ? `The books are locked through ${formatDay(lockedThrough)}.`
              : data
                ? 'No day is locked: payments can be dated on any earlier day.'
                : ' '}
          </Typography>
          {lock && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              Changed <When at={lock.updatedAt} />. Who changed it, and why, stands in the audit log.
            </Typography>
          )}
        </Section>
      )}
      <Can do="journal:export">
        <Section
          title="Journal"
          id="journal"
          actions={
            <Button startIcon={<FileDownload />} onClick={() => setOpen('journal')}>
              Save as CSV
            </Button>
          }
        >
          <Typography>
            Every invoice, credit note, payment and refund as debit and credit, with the account numbers
            below.
          </Typography>
        </Section>
        <AccountNumbersSection />
      </Can>
      {open === 'journal' && <JournalDialog onClose={dialog.onClose} />}
      {open === 'lock' && <LockPeriodDialog {...dialog} />}
      {open === 'unlock' && <UnlockPeriodDialog {...dialog} />}
    </Page>
  )
}
