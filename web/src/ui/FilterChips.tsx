import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'

interface Props<Value extends string> {
  label: string
  options: readonly (readonly [value: Value, label: string])[]
  value: Value
  onChange: (value: Value) => void
}

/** One of a few: the filter of a list. On a phone the row scrolls by itself, never the page. */
export function FilterChips<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={label}
      value={value}
      onChange={(_event, next: Value | null) => next !== null && onChange(next)}
      sx={{
        alignSelf: 'center',
        maxWidth: '100%',
        overflowX: 'auto',
        scrollbarWidth: 'none',
        backgroundColor: 'background.paper',
        '& .MuiToggleButton-root': { whiteSpace: 'nowrap', textTransform: 'none', fontSize: '0.8125rem' },
        '& .MuiToggleButton-root.Mui-selected, & .MuiToggleButton-root.Mui-selected:hover': {
          backgroundColor: 'color-mix(in srgb, var(--vg-palette-primary-main) 14%, transparent)',
        },
      }}
    >
      {options.map(([option, text]) => (
        <ToggleButton key={option} value={option}>
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
