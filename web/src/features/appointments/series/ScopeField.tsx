import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import type { SeriesScope } from '../../../gql/types'

const scopes: ReadonlyArray<readonly [SeriesScope, string]> = [
  ['THIS', 'Only this visit'],
  ['FOLLOWING', 'This and the following visits'],
  ['ALL', 'All visits of the series'],
]

interface Props {
  value: SeriesScope
  onChange: (scope: SeriesScope) => void
  /** Leaves out the single visit. */
  ofSeries?: boolean
}

/** Which visits of a series a change is for. */
export function ScopeField({ value, onChange, ofSeries = false }: Props) {
  return (
    <RadioGroup
      aria-label="Which visits"
      value={value}
      onChange={(event) => {
        const chosen = scopes.find(([scope]) => scope === event.target.value)
        if (chosen) onChange(chosen[0])
      }}
    >
      {scopes
        .filter(([scope]) => !ofSeries || scope !== 'THIS')
        .map(([scope, label]) => (
          <FormControlLabel key={scope} value={scope} control={<Radio size="small" />} label={label} />
        ))}
    </RadioGroup>
  )
}
