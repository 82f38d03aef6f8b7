import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { DatePicker } from '../../ui/DatePicker'
import { isDate } from '../../ui/format'
import { presetsOf } from './periods'
import type { ReportDefinition } from './reports'
import { comparisons, type useReportInput } from './useReportInput'

interface ChoiceProps {
  label: string
  options: readonly (readonly [value: string, label: string])[]
  value: string
  onChange: (value: string) => void
}

export function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ minWidth: 0 }}
    >
      {options.map(([option, text]) => (
        <MenuItem key={option} value={option}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  )
}

type Props = ReturnType<typeof useReportInput> & { definition: ReportDefinition }

/** A date with its buttons has no room in half a phone. */
const wide = { gridColumn: { xs: '1 / -1', sm: 'auto' } }

/** The period, the place, the grouping and the comparison of a report. */
export function ReportFilters({ definition, input, choose, today }: Props) {
  const presets = presetsOf(today)
  const preset = presets.find(([, { from, until }]) => from === input.from && until === input.until)?.[0]
  const own = 'Chosen days'
  return (
    <Box
      role="group"
      aria-label="What is shown"
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          sm: 'repeat(3, minmax(0, 1fr))',
          lg: 'repeat(6, minmax(0, 1fr))',
        },
        gap: 1.5,
        maxWidth: 1180,
        '@media print': { display: 'none' },
      }}
    >
      <Choice
        label="Period"
        value={preset ?? own}
        options={[
          ...presets.map(([name]) => [name, name] as const),
          ...(preset ? [] : [[own, own] as const]),
        ]}
        onChange={(name) => {
          const chosen = presets.find(([each]) => each === name)?.[1]
          if (chosen) choose({ ...chosen })
        }}
      />
      <Choice
        label="By"
        value={input.groupBy}
        options={definition.groupings}
        onChange={(by) => choose({ by })}
      />
      <DatePicker
        label="From"
        value={input.from}
        onChange={(from) => isDate(from) && choose({ from, until: from > input.until ? from : input.until })}
        sx={wide}
      />
      <DatePicker
        label="Until"
        value={input.until}
        onChange={(until) =>
          isDate(until) && choose({ until, from: until < input.from ? until : input.from })
        }
        sx={wide}
      />
      <Choice
        label="Compare with"
        value={input.compareWith ?? ''}
        options={comparisons}
        onChange={(compare) => choose({ compare })}
      />
      <Choice
        label="Where"
        value={input.locationId === null ? 'all' : ''}
        options={[
          ['', 'This location'],
          ['all', 'All locations'],
        ]}
        onChange={(at) => choose({ at })}
      />
    </Box>
  )
}
