import Box from '@mui/material/Box'
import { formatTime, initialsOf } from '../../../ui/format'
import type { Slot } from './slots'

interface Props {
  name: string
  slot: Slot
  zone: string
  withVet: boolean
  checked: boolean
  onChoose: () => void
}

/** A native radio under the looks: arrow keys, forms and screen readers know it. */
export function SlotButton({ name, slot, zone, withVet, checked, onChoose }: Props) {
  const time = formatTime(slot.startsAt, zone)
  return (
    <Box
      component="label"
      className="tabular"
      title={withVet ? slot.vet.name : undefined}
      sx={{
        position: 'relative',
        display: 'inline-flex',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 0.5,
        minWidth: 62,
        height: 34,
        px: 1,
        borderRadius: '8px',
        border: '1px solid',
        borderColor: 'divider',
        fontWeight: 600,
        fontSize: '0.8125rem',
        cursor: 'pointer',
        '&:hover': { borderColor: 'primary.main' },
        '&:has(:checked)': {
          backgroundColor: 'primary.main',
          color: 'primary.contrastText',
          borderColor: 'primary.main',
        },
        '&:has(:focus-visible)': { outline: '2px solid var(--vg-palette-primary-main)', outlineOffset: 2 },
        '@media (pointer: coarse), (max-width: 599.95px)': { height: 44, minWidth: 72 },
      }}
    >
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        aria-label={withVet ? `${time} with ${slot.vet.name}` : time}
        style={{ position: 'absolute', inset: 0, margin: 0, opacity: 0, cursor: 'pointer' }}
      />
      {time}
      {withVet && (
        <Box component="span" sx={{ fontSize: '0.6875rem', fontWeight: 500 }}>
          {initialsOf(slot.vet.name)}
        </Box>
      )}
    </Box>
  )
}
