import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import GlobalStyles from '@mui/material/GlobalStyles'
import { useCopy } from '../../ui/useCopy'

/** On paper there is only the dialog. */
const onPaper = { '@media print': { 'body > :not(.MuiDialog-root)': { display: 'none !important' } } }

/** Shown once: what lets somebody in whose device is lost. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const copy = useCopy()
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <GlobalStyles styles={onPaper} />
      <Alert severity="warning">
        Keep these away from the device, on paper or in a password manager. They are not shown again; each
        lets you in once.
      </Alert>
      <Box
        component="ol"
        aria-label="Recovery codes"
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          gap: 0.75,
          m: 0,
          p: 2,
          listStyle: 'none',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'action.hover',
          fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
          fontSize: '0.9375rem',
        }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, '@media print': { display: 'none' } }}>
        <Button
          variant="outlined"
          onClick={() => void copy(codes.join('\n'), 'The recovery codes are in the clipboard.')}
        >
          Copy
        </Button>
        <Button variant="outlined" onClick={() => window.print()}>
          Print
        </Button>
      </Box>
    </Box>
  )
}
