import Box from '@mui/material/Box'
import type { SxProps } from '@mui/material/styles'
import TextField from '@mui/material/TextField'
import { lazy, Suspense } from 'react'
import type { DatePickerProps } from './datePickerProps'
import { formatDay, isDate } from './format'

// The calendar is larger than most pages: it is loaded with the first date that somebody sees.
const Picker = lazy(() => import('./DatePickerInput').then((module) => ({ default: module.DatePickerInput })))

/** A day, typed by its digits in the hospital's order or chosen from a calendar. */
export function DatePicker({ sx, ...props }: DatePickerProps & { sx?: SxProps }) {
  const { label, hiddenLabel, value, required, helperText } = props
  const waiting = (
    <TextField
      disabled
      label={hiddenLabel ? undefined : label}
      value={isDate(value) ? formatDay(value, 'dated') : ' '}
      {...{ required, helperText }}
    />
  )
  return (
    <Box sx={sx}>
      <Suspense fallback={waiting}>
        <Picker {...props} />
      </Suspense>
    </Box>
  )
}
