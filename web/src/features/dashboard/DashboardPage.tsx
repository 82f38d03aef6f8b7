import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { DashboardPageQuery } from './dashboard.gen'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatCount, formatDay, formatTime, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { useNow } from '../../ui/useNow'
import { useCan, useViewer } from '../../ui/viewer'
import { type Figure, FigureList } from './FigureList'
import { RecentActivities } from './RecentActivities'
import { useFigures } from './useFigures'

/** How many there are of something to do, and where they are listed. */
const toDo = (label: string, count: number | null | undefined, to: string, hint?: string): Figure | null =>
  count == null ? null : { label, value: formatCount(count), calls: count > 0, to, hint }

const waitText = (minutes: number) =>
  minutes < 1
    ? 'Just arrived'
    : `Longest wait ${minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`}`

interface Props {
  data: DashboardPageQuery
  viewerId: string
  timeZone: string
  now: number
  mayReport: boolean
}

function dayFigures({ data, now }: Props): (Figure | null)[] {
  const day = data.schedulingDashboard
  const minutes = day?.waitingSince && Math.floor(Math.max(0, now - Date.parse(day.waitingSince)) / 60_000)
  return [
    toDo('Expected today', day?.expected, '/?show=expected'),
    toDo('Waiting', day?.waiting, '/flow', typeof minutes === 'number' ? waitText(minutes) : undefined),
    toDo('Ready to leave', day?.ready, '/flow'),
    toDo('Requests for appointments', day?.openRequests, '/requests'),
  ]
}

function ownFigures({ data, viewerId, timeZone }: Props): (Figure | null)[] {
  const day = data.schedulingDashboard
  const next = day?.ownNext
  const hint =
    next &&
    `Next ${formatTime(next.startsAt, timeZone)}, ${[next.pet?.name, next.type.name].filter(Boolean).join(', ')}`
  const clinical = data.clinicalDashboard
  // Whoever writes no records has no patients of their own.
  if (clinical?.ownDrafts == null) return []
  return [
    toDo('My appointments to come', day?.ownExpected, `/?vet=${viewerId}&show=expected`, hint ?? undefined),
    toDo('Drafts to sign', clinical.ownDrafts, '/to-do'),
    toDo('Results to look at', clinical.ownLabResults, '/to-do'),
  ]
}

function moneyFigures({ data, mayReport }: Props): (Figure | null)[] {
  const billing = data.billingDashboard
  const revenue = billing?.revenue
  return [
    revenue
      ? {
          label: 'Revenue today, without tax',
          value: <Money value={revenue.today} />,
          to: '/end-of-day',
        }
      : null,
    revenue && mayReport
      ? {
          label: 'Revenue this month, without tax',
          value: <Money value={revenue.month} />,
          hint: (
            <>
              In the same days of the last month <Money value={revenue.sameDaysOfLastMonth} />, in all of it{' '}
              <Money value={revenue.lastMonth} />
            </>
          ),
          to: '/reports/revenue',
        }
      : null,
    toDo('Not charged', billing?.unbilledActs, '/unbilled'),
    toDo('Overdue invoices', billing?.overdueInvoices, '/overdue'),
  ]
}

function houseFigures({ data }: Props): (Figure | null)[] {
  const utilisation = data.schedulingDashboard?.utilisation
  return [
    utilisation
      ? {
          label: 'Vets booked today',
          value: `${utilisation.percent} %`,
          hint: `${hours(utilisation.bookedMinutes)} of ${hours(utilisation.dutyMinutes)} on duty`,
          to: '/',
        }
      : null,
    toDo(
      'Vaccinations due in 7 days or overdue',
      data.clinicalDashboard?.vaccinationsDue,
      '/vaccinations?within=7',
    ),
    toDo('Stock running low', data.inventoryDashboard?.lowStockItems, '/stock?show=low'),
    toDo('Lots expiring in 30 days', data.inventoryDashboard?.expiringLots, '/stock/expiring?days=30'),
    toDo('E-mails that failed', data.notificationsDashboard?.failedMails, '/admin/mail?status=FAILED'),
  ]
}

const hours = (minutes: number) => `${Math.floor(minutes / 60)} h ${minutes % 60} min`

/** How the day stands for whoever looks: what calls for them, each figure one click from its list. */
export function DashboardPage() {
  const { name, timeZone } = useCurrentLocation()
  const { id: viewerId } = useViewer()
  const now = useNow()
  const { data, loading, error, refetch } = useFigures()
  const mayReport = useCan('report:read')
  const shown = data && { data, viewerId, timeZone, now, mayReport }
  const lists = shown
    ? ([
        ['Patients', dayFigures(shown)],
        ['My work', ownFigures(shown)],
        ['Money', moneyFigures(shown)],
        ['Hospital', houseFigures(shown)],
      ] as const)
    : []
  const isEmpty = lists.every(([, figures]) => figures.every((figure) => figure === null))
  return (
    <Page title="Dashboard" subtitle={`${formatDay(todayIn(timeZone))} at ${name}`}>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {!data && loading && (
        <Box role="status" aria-label="Loading the figures" sx={columns}>
          {[4, 2, 3, 4].map((rows, index) => (
            <Skeleton key={index} variant="rounded" height={44 + rows * 49} />
          ))}
        </Box>
      )}
      {data && isEmpty && !error && (
        <EmptyState title="No figures for you here">
          You may see none of the lists of this location. Ask an administrator for the permission.
        </EmptyState>
      )}
      {data && (
        <Box sx={columns}>
          {lists.map(([title, figures]) => (
            <FigureList key={title} title={title} figures={figures} />
          ))}
          <RecentActivities activities={data.recentActivities.nodes} />
        </Box>
      )}
    </Page>
  )
}

const columns = {
  display: 'grid',
  gap: 3,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
  maxWidth: 1200,
} as const
