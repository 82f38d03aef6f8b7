import Close from '@mui/icons-material/Close'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Snackbar from '@mui/material/Snackbar'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

export interface Toast {
  message: string
  severity?: 'success' | 'info' | 'warning' | 'error'
  action?: { label: string; run: () => void }
}

/** How long it stands, in milliseconds: the only way on after a refusal stays until somebody takes it or closes it. */
function timeOf({ severity, action }: Toast): number | null {
  if (severity === 'error') return action ? null : 10_000
  return action ? 10_000 : 4_000
}

const ToastContext = createContext<(toast: Toast) => void>(() => {})

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { id: number }) | null>(null)
  const [open, setOpen] = useState(false)
  const show = useCallback((toast: Toast) => {
    setShown({ ...toast, id: Date.now() })
    setOpen(true)
  }, [])
  const severity = shown?.severity ?? 'success'
  return (
    <ToastContext.Provider value={show}>
      {children}
      <Snackbar
        key={shown?.id}
        open={open}
        autoHideDuration={shown ? timeOf(shown) : null}
        onClose={(_event, reason) => reason !== 'clickaway' && setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        sx={{ bottom: { xs: 76, md: 24 } }}
      >
        <Alert
          severity={severity}
          variant="filled"
          onClose={() => setOpen(false)}
          action={
            shown?.action && (
              <>
                <Button
                  color="inherit"
                  size="small"
                  onClick={() => {
                    setOpen(false)
                    shown.action?.run()
                  }}
                >
                  {shown.action.label}
                </Button>
                <IconButton color="inherit" size="small" aria-label="Close" onClick={() => setOpen(false)}>
                  <Close fontSize="small" />
                </IconButton>
              </>
            )
          }
        >
          {shown?.message}
        </Alert>
      </Snackbar>
    </ToastContext.Provider>
  )
}

export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext)
