import Alert from '@mui/material/Alert'
import TextField from '@mui/material/TextField'

export interface Stop {
  id: string
  message: string
}

interface Props {
  stops: readonly Stop[]
  /** By the stop's id. */
  reasons: Readonly<Record<string, string>>
  onChange: (stopId: string, reason: string) => void
}

/** What speaks against a prescription; each needs a reason to go on (MR7). */
export const StopReasons = ({ stops, reasons, onChange }: Props) =>
  stops.map(({ id, message }) => (
    <Alert key={id} severity="error" role="alert" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
      {message}
      <TextField
        label="Reason to prescribe all the same"
        required
        fullWidth
        size="small"
        value={reasons[id] ?? ''}
        onChange={({ target }) => onChange(id, target.value)}
        sx={{ mt: 1.5 }}
      />
    </Alert>
  ))
