import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { DatePicker } from '../../../ui/DatePicker'
import { addDays, isDate } from '../../../ui/format'
import { useShortcut } from '../../../ui/shortcuts'

interface Props {
  date: string
  today: string
  onDate: (date: string) => void
}

export function DayPicker({ date, today, onDate }: Props) {
  useShortcut('ArrowLeft', 'Day before', () => onDate(addDays(date, -1)))
  useShortcut('ArrowRight', 'Day after', () => onDate(addDays(date, 1)))
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <IconButton aria-label="Day before" onClick={() => onDate(addDays(date, -1))}>
        <ChevronLeft />
      </IconButton>
      <DatePicker
        label="Day"
        hiddenLabel
        required
        value={date}
        onChange={(day) => isDate(day) && onDate(day)}
        sx={{ width: { xs: 152, md: 156 } }}
      />
      <IconButton aria-label="Day after" onClick={() => onDate(addDays(date, 1))}>
        <ChevronRight />
      </IconButton>
      <Button
        variant="outlined"
        color="inherit"
        disabled={date === today}
        onClick={() => onDate(today)}
        aria-keyshortcuts="t"
        sx={date === today ? { display: { xs: 'none', md: 'inline-flex' } } : undefined}
      >
        Today
      </Button>
    </Box>
  )
}
