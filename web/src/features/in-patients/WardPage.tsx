import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useNow } from '../../ui/useNow'
import { When } from '../../ui/When'
import { useSheetsChangedSubscription, useWardPageQuery, type WardPageQuery } from './in-patients.gen'
import { cageText } from './words'

type Stay = WardPageQuery['inPatients']['nodes'][number]
type Cage = WardPageQuery['cages'][number]

/** How many tasks of a patient stand on its card. */
const shownTasks = 4

function Tasks({ stay, now }: { stay: Stay; now: number }) {
  if (stay.tasksDue.length === 0) return <Box sx={{ color: 'text.secondary' }}>Nothing due this hour</Box>
  const rest = stay.tasksDue.length - shownTasks
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.25 }}>
      {stay.tasksDue.slice(0, shownTasks).map(({ treatment, dueAt, overdueAt }) => (
        <Box component="li" key={`${treatment.id} ${dueAt}`} sx={{ display: 'flex', gap: 1, minWidth: 0 }}>
          <When at={dueAt} show="time" />
          <Box
            component="span"
            sx={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {treatment.name}
          </Box>
          {Date.parse(overdueAt) <= now && <Tag tone="bad">Overdue</Tag>}
        </Box>
      ))}
      {rest > 0 && <Box component="li">{rest} more</Box>}
    </Box>
  )
}

function Place({ cage, stay, now }: { cage: Cage; stay: Stay | undefined; now: number }) {
  const isOverdue = stay?.tasksDue.some(({ overdueAt }) => Date.parse(overdueAt) <= now)
  return (
    <Paper
      component="li"
      variant="outlined"
      aria-label={cageText(cage)}
      sx={{
        p: 1.5,
        display: 'grid',
        gap: 0.5,
        alignContent: 'start',
        minHeight: stay ? 132 : 56,
        position: 'relative',
        borderStyle: stay ? 'solid' : 'dashed',
        ...(isOverdue && { borderColor: 'error.main', borderWidth: 2 }),
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="body2" sx={{ fontWeight: 650, color: 'text.secondary' }}>
          {cage.name}
        </Typography>
        {stay ? (
          <Link
            component={RouterLink}
            to={`/ward/${stay.id}`}
            color="inherit"
            // The whole card leads to the sheet.
            sx={{
              flex: 1,
              fontWeight: 700,
              minWidth: 0,
              '&::after': { content: '""', position: 'absolute', inset: 0 },
            }}
          >
            {stay.pet.name}
          </Link>
        ) : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            Free
          </Box>
        )}
      </Box>
      {stay && (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {stay.pet.species.name}
            {stay.pet.owner && `, ${stay.pet.owner.name}`}
            {stay.vet && ` · ${stay.vet.name}`}
          </Typography>
          <Typography variant="body2">{stay.reason}</Typography>
          <Tasks stay={stay} now={now} />
        </>
      )}
    </Paper>
  )
}

/** Who is in the hospital, cage by cage, with what is to be done now; live. */
export function WardPage() {
  const location = useCurrentLocation()
  const { data, error, refetch, fetchMore } = useWardPageQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
    // Tasks become due without a signal.
    pollInterval: 60_000,
  })
  useSheetsChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const now = useNow(15_000)
  const stays = new Map(data?.inPatients.nodes.map((stay) => [stay.cage.id, stay]))
  const wards = [...new Set(data?.cages.map(({ ward }) => ward))]
  const overdue = [...stays.values()].flatMap(({ tasksDue }) =>
    tasksDue.filter(({ overdueAt }) => Date.parse(overdueAt) <= now),
  ).length
  return (
    <Page
      title="Ward"
      subtitle={
        data &&
        `At ${location.name}. In-patients: ${stays.size}. ${overdue ? `Tasks overdue: ${overdue}.` : 'Nothing is overdue.'}`
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {!data && !error && <Skeleton variant="rounded" height={240} />}
      {data && wards.length === 0 && (
        <EmptyState title="No cages yet">
          An administrator adds wards and cages; patients are admitted from their chart.
        </EmptyState>
      )}
      {wards.map((ward) => (
        <Section key={ward} title={ward} flush>
          <Box
            component="ul"
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              display: 'grid',
              gap: 1.5,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(auto-fill, minmax(260px, 1fr))' },
            }}
          >
            {data?.cages
              .filter((cage) => cage.ward === ward)
              .map((cage) => (
                <Place key={cage.id} cage={cage} stay={stays.get(cage.id)} now={now} />
              ))}
          </Box>
        </Section>
      ))}
      {data?.inPatients.pageInfo.hasNextPage && (
        <Button
          onClick={() =>
            void fetchMore({ variables: { after: data.inPatients.pageInfo.endCursor } }).catch(() => {})
          }
        >
          More
        </Button>
      )}
    </Page>
  )
}
