import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { Problem } from '../../../ui/errors'
import { dateIn, formatDay, formatTime } from '../../../ui/format'
import { alternativesOf } from '../conflict'
import type { ChosenTime } from './slots'

interface Props {
  problem: Problem
  zone: string
  vetName: (id: string) => string
  onChoose: (time: ChosenTime) => void
}

/** Why the time cannot be had, and the nearest ones that can, each one click away. */
export function ConflictNotice({ problem, zone, vetName, onChoose }: Props) {
  const alternatives = alternativesOf(problem)
  const days = new Set(alternatives.map(({ startsAt }) => dateIn(startsAt, zone)))
  return (
    <Alert severity="warning" role="alert" sx={{ alignItems: 'flex-start' }}>
      {problem.message}
      {alternatives.length > 0 && (
        <>
          <Box sx={{ mt: 1, mb: 0.75, fontWeight: 600 }}>Free instead:</Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
            {alternatives.map(({ startsAt, vetId, roomId }) => (
              <Button
                key={startsAt + vetId}
                size="small"
                variant="outlined"
                color="inherit"
                className="tabular"
                onClick={() => onChoose({ startsAt, vetId, roomId })}
              >
                {days.size > 1 && `${formatDay(dateIn(startsAt, zone), 'short')}, `}
                {formatTime(startsAt, zone)} · {vetName(vetId)}
              </Button>
            ))}
          </Box>
        </>
      )}
    </Alert>
  )
}
