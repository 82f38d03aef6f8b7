import { skipToken, useApolloClient } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import type { AffectedAppointmentsInput } from '../../gql/types'
import { problemOf } from '../../ui/errors'
import { dateIn, formatDay, formatTime } from '../../ui/format'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { Can } from '../../ui/viewer'
import { useAffectedAppointmentsQuery, useMoveAppointmentsMutation, useTakingOverQuery } from './rosters.gen'

interface Props {
  /** The change that is about to be saved; null until it is complete. */
  change: AffectedAppointmentsInput | null
}

/** Where one writes to everybody who has a visit on these days; null for a roster, which has no days of its own. */
function writeTo({ leave, closure }: AffectedAppointmentsInput): string | null {
  const days = leave ?? closure
  if (!days) return null
  const { firstDay: from, lastDay: to } = days
  const search = new URLSearchParams({ new: '1', from, to, ...(leave && { vet: leave.userId }) })
  return `/admin/bulk-messages?${search.toString()}`
}

/** The visits that a change breaks, to be moved before it is saved; what is not moved stays as it is. */
export function Affected({ change }: Props) {
  const location = useCurrentLocation()
  const client = useApolloClient()
  const { data, error, loading, refetch } = useAffectedAppointmentsQuery(
    change ? { variables: { input: change }, fetchPolicy: 'network-only' } : skipToken,
  )
  const vets = useTakingOverQuery({ variables: { locationId: location.id } }).data?.vets ?? []
  const [move, { loading: moving }] = useMoveAppointmentsMutation()
  const { headersFor, done } = useIdempotencyKey()
  const [left, setLeft] = useState<readonly string[]>([])
  const [vetId, setVetId] = useState('')
  const [days, setDays] = useState('0')
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState<string | null>(null)
  if (!change || (loading && !data)) return null
  if (error) return <Alert severity="error">{problemOf(error).message}</Alert>
  const visits = data?.affectedAppointments ?? []
  if (visits.length === 0)
    return (
      <Alert severity="success" role="status">
        No booked visit is affected.
      </Alert>
    )
  const letter = writeTo(change)
  const chosen = visits.filter(({ id }) => !left.includes(id)).slice(0, 50)
  const submit = async () => {
    setFailure(null)
    const input = {
      appointments: chosen.map(({ id, version }) => ({ id, version })),
      vetId: vetId || null,
      days: Number(days) || 0,
    }
    try {
      const answer = await move({ variables: { input }, context: headersFor(input) })
      done()
      const entries = (answer.data?.moveAppointments ?? []).map(
        ({ message }, index) => [chosen[index]!.id, message ?? ''] as const,
      )
      setRefused(Object.fromEntries(entries.filter(([, message]) => message !== '')))
      client.cache.evict({ fieldName: 'calendar' })
      await refetch()
    } catch (error) {
      setFailure(problemOf(error).message)
    }
  }
  return (
    <Box component="section" aria-label="Affected visits" sx={{ display: 'grid', gap: 1.5 }}>
      <Alert severity="warning" role="status">
        {visits.length === 1 ? 'One booked visit is' : `${visits.length} booked visits are`} affected. Move
        them now, or save and they stay as they are.
      </Alert>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 240, overflow: 'auto' }}>
        {visits.map(({ id, pet, vet, type, startsAt }) => (
          <li key={id}>
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  checked={!left.includes(id)}
                  onChange={(_event, on) => setLeft(on ? left.filter((one) => one !== id) : [...left, id])}
                />
              }
              label={`${formatDay(dateIn(startsAt, location.timeZone), 'short')}, ${formatTime(startsAt, location.timeZone)}: ${pet?.name ?? 'Patient'}, ${type.name}${vet ? `, ${vet.name}` : ''}`}
            />
            {refused[id] && (
              <Typography variant="body2" sx={{ color: 'error.main', pl: 4 }}>
                {refused[id]}
              </Typography>
            )}
          </li>
        ))}
      </Box>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 120px auto' } }}>
        <TextField
          select
          label="Move to"
          value={vetId}
          onChange={(event) => setVetId(event.target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">The same vet</MenuItem>
          {vets.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label="Days later"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <Button
          variant="outlined"
          loading={moving}
          disabled={chosen.length === 0 || (vetId === '' && (Number(days) || 0) === 0)}
          onClick={() => void submit()}
        >
          Move {chosen.length}
        </Button>
      </Box>
      {failure && <Alert severity="error">{failure}</Alert>}
      {letter && (
        <Can do="bulk-message:send">
          <Button component={RouterLink} to={letter} target="_blank" sx={{ justifySelf: 'start' }}>
            Write to all of them
          </Button>
        </Can>
      )}
    </Box>
  )
}
