import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs'
import { DatePicker } from '@mui/x-date-pickers/DatePicker'
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/en-gb'
import { type KeyboardEvent, useState } from 'react'
import { type DatePickerProps, incomplete } from './datePickerProps'
import { dateOrder, weekStartsOnSunday } from './format'
import { hidden } from './Hidden'

const dayOf = (date: string): Dayjs | null => (date === '' || date === incomplete ? null : dayjs(date))

/** A year of which only the first digits are typed is a year of the Middle Ages. */
const isWhole = (day: Dayjs) => day.isValid() && day.year() >= 1900

const textOf = (day: Dayjs | null): string =>
  day === null ? '' : isWhole(day) ? day.format('YYYY-MM-DD') : incomplete

/** The label is there for screen readers only, and the border has no gap for it. */
const unlabelled = {
  '& .MuiInputLabel-root': { ...hidden, transform: 'none' },
  '& fieldset': { top: 0 },
  '& legend': { display: 'none' },
}

/** Enter submits the form, as in every other field: the parts of a date are no inputs of the browser's. */
const submitByEnter = ({ key, currentTarget }: KeyboardEvent<HTMLElement>) => {
  if (key === 'Enter') currentTarget.closest('form')?.requestSubmit()
}

/** What `DatePicker` loads. */
export function DatePickerInput(props: DatePickerProps) {
  const { label, hiddenLabel = false, value, onChange, onBlur, inputRef, min, max } = props
  const { required, autoFocus, error, helperText } = props
  const [typed, setTyped] = useState({ value, day: dayOf(value) })
  if (typed.value !== value) setTyped({ value, day: textOf(typed.day) === value ? typed.day : dayOf(value) })
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs} adapterLocale={weekStartsOnSunday() ? 'en' : 'en-gb'}>
      <DatePicker
        label={label}
        format={dateOrder()}
        value={typed.day}
        minDate={min ? dayjs(min) : dayjs('1900-01-01')}
        maxDate={max ? dayjs(max) : undefined}
        autoFocus={autoFocus}
        onChange={(day) => {
          setTyped({ value, day })
          onChange(textOf(day))
        }}
        closeOnSelect
        slotProps={{
          toolbar: { hidden: true },
          actionBar: { actions: [] },
          field: { clearable: !required },
          textField: {
            ...{ required, error, helperText, onBlur, inputRef },
            size: 'small',
            fullWidth: true,
            onKeyDown: submitByEnter,
            sx: hiddenLabel ? unlabelled : undefined,
          },
        }}
      />
    </LocalizationProvider>
  )
}
