import Add from '@mui/icons-material/Add'
import Close from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import Link from '@mui/material/Link'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { isAbout } from '../../ui/fields'
import type { Problem } from '../../ui/errors'
import { patientText } from '../../ui/patient'
import { microchipHint } from './microchip'
import { useMicrochipHolderQuery } from './pets.gen'

interface Props {
  numbers: readonly string[]
  onChange: (numbers: string[]) => void
  problem: Problem | null
  /** Saves although another living pet has the number. */
  onKeep: () => void
}

export function MicrochipFields({ numbers, onChange, problem, onKeep }: Props) {
  const duplicate = problem?.code === 'CONFLICT' && problem.field === 'microchips'
  const holder = problem?.extensions.existingPetId
  const [refusal, setRefusal] = useState<{ problem: Problem; numbers: readonly string[] } | null>(null)
  // A number that was corrected since is no longer the one that was refused.
  if (problem && refusal?.problem !== problem) setRefusal({ problem, numbers })
  const refused = !duplicate && isAbout(problem, 'microchips')
  const isRefused = (index: number) => refused && refusal?.numbers[index] === numbers[index]
  const replace = (index: number, text: string) =>
    onChange(numbers.map((number, at) => (at === index ? text : number)))
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {numbers.map((number, index) => {
        const hint = microchipHint(number)
        return (
          <TextField
            key={index}
            label={index === 0 ? 'Microchip' : `Microchip ${index + 1}`}
            value={number}
            onChange={(event) => replace(index, event.target.value)}
            error={isRefused(index)}
            helperText={
              isRefused(index)
                ? problem?.message
                : (hint?.text ?? '15 digits, or 9 or 10 characters for an old chip')
            }
            color={hint?.fine ? 'success' : undefined}
            slotProps={{
              htmlInput: { autoComplete: 'off', spellCheck: false, className: 'tabular' },
              input: {
                endAdornment: numbers.length > 1 && (
                  <InputAdornment position="end">
                    <IconButton
                      size="small"
                      edge="end"
                      aria-label={`Remove microchip ${index + 1}`}
                      onClick={() => onChange(numbers.filter((_number, at) => at !== index))}
                    >
                      <Close fontSize="small" />
                    </IconButton>
                  </InputAdornment>
                ),
              },
            }}
          />
        )
      })}
      {duplicate && (
        <Box
          role="alert"
          sx={{ p: 1.5, borderRadius: 1.25, border: 1, borderColor: 'warning.main', display: 'grid', gap: 1 }}
        >
          <Typography sx={{ fontWeight: 600 }}>{problem.message}</Typography>
          {typeof holder === 'string' && <Holder id={holder} />}
          <Button variant="outlined" color="inherit" onClick={onKeep} sx={{ justifySelf: 'start' }}>
            Keep the number anyway
          </Button>
        </Box>
      )}
      {numbers.length < 4 && numbers.every((number) => number.trim() !== '') && (
        <Button
          size="small"
          startIcon={<Add />}
          onClick={() => onChange([...numbers, ''])}
          sx={{ justifySelf: 'start' }}
        >
          Another microchip
        </Button>
      )}
    </Box>
  )
}

function Holder({ id }: { id: string }) {
  const { data } = useMicrochipHolderQuery({ variables: { id } })
  const pet = data?.pet
  if (!pet) return null
  return (
    <Link component={RouterLink} to={`/patients/${pet.id}`} target="_blank" rel="noopener">
      Open {patientText(pet)}, in a new tab
    </Link>
  )
}
