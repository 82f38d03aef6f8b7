import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import MenuItem from '@mui/material/MenuItem'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { dateIn } from '../../ui/format'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import {
  useHandOverVisitMutation,
  useVisitsAheadQuery,
  type VisitAhead_appointmentFragment,
} from './people.gen'

/** The visits ahead of a person, each to be handed over to another vet at the same time. */
export function HandOver({ personId, children }: { personId: string; children?: (count: number) => string }) {
  const { data, error, refetch, fetchMore } = useVisitsAheadQuery({
    variables: { id: personId },
    fetchPolicy: 'cache-and-network',
  })
  const mayBook = useCan('appointment:book')
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [handOver] = useHandOverVisitMutation()
  const { headersFor } = useIdempotencyKey()
  const list = data?.user?.futureAppointments
  const visits = list?.nodes ?? []
  const others = (data?.vets ?? []).filter(({ id }) => id !== personId)

  const give = async (some: readonly VisitAhead_appointmentFragment[], vetId: string) => {
    setBusy(true)
    const refused: Record<string, string> = {}
    for (const { id, version, startsAt } of some) {
      const input = { id, version, startsAt, vetId }
      try {
        await handOver({ variables: { input }, context: headersFor(input) })
      } catch (failure) {
        refused[id] = problemOf(failure).message
      }
    }
    setProblems(refused)
    await refetch().catch(() => {})
    setBusy(false)
  }

  if (error && !list) return <ErrorView error={error} onRetry={() => void refetch()} form="line" />
  if (!list) return <Skeleton variant="rounded" height={72} />
  if (list.totalCount === 0)
    return <Typography sx={{ color: 'text.secondary' }}>No visit is booked with this person.</Typography>
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {children && <Typography>{children(list.totalCount)}</Typography>}
      {mayBook && others.length > 0 && (
        <VetChoice
          label={
            visits.length > 1
              ? list.totalCount > visits.length
                ? `Hand these ${visits.length} over to`
                : `Hand all ${visits.length} over to`
              : 'Hand it over to'
          }
          vets={others}
          disabled={busy}
          onChoose={(vetId) => void give(visits, vetId)}
        />
      )}
      {Object.keys(problems).length > 0 && (
        <Alert severity="warning" role="alert">
          {Object.keys(problems).length === 1
            ? 'One visit could not be handed over.'
            : `${Object.keys(problems).length} visits could not be handed over.`}{' '}
          Choose somebody else for them, or move them in the diary.
        </Alert>
      )}
      <Box
        component="ul"
        aria-label="Visits ahead"
        sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'divider', borderRadius: 2 }}
      >
        {visits.map((visit) => (
          <Box
            component="li"
            key={visit.id}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 1,
              px: 1.5,
              py: 0.75,
              borderBottom: 1,
              borderColor: 'divider',
              '&:last-of-type': { borderBottom: 0 },
            }}
          >
            <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
              <Link component={RouterLink} to={inDiary(visit)} color="inherit" sx={{ fontWeight: 600 }}>
                <When at={visit.startsAt} zone={visit.location?.timeZone} />
              </Link>
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                {[visit.pet?.name, visit.type.name, visit.location?.name].filter(Boolean).join(' · ')}
              </Box>
              {problems[visit.id] && (
                <Box sx={{ color: 'error.main', fontSize: '0.8125rem' }}>{problems[visit.id]}</Box>
              )}
            </Box>
            {mayBook && others.length > 0 && (
              <VetChoice
                label="Hand over to"
                about={visit.pet?.name}
                vets={others}
                disabled={busy}
                onChoose={(vetId) => void give([visit], vetId)}
              />
            )}
          </Box>
        ))}
      </Box>
      {list.pageInfo.hasNextPage && (
        <Button
          onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})}
        >
          Show more
        </Button>
      )}
    </Box>
  )
}

const inDiary = ({ id, startsAt, location }: VisitAhead_appointmentFragment): string =>
  `/?date=${dateIn(startsAt, location?.timeZone ?? 'UTC')}&appointment=${id}`

interface ChoiceProps {
  label: string
  about?: string
  vets: readonly { id: string; name: string }[]
  disabled: boolean
  onChoose: (vetId: string) => void
}

function VetChoice({ label, about, vets, disabled, onChoose }: ChoiceProps) {
  return (
    <TextField
      select
      size="small"
      value=""
      disabled={disabled}
      onChange={(event) => onChoose(event.target.value)}
      slotProps={{
        select: { displayEmpty: true, renderValue: () => label },
        htmlInput: { 'aria-label': about ? `${label}: ${about}` : label },
      }}
      sx={{ width: { xs: '100%', sm: 210 } }}
    >
      {vets.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
