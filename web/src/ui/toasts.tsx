import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Snackbar from '@mui/material/Snackbar'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

export interface Toast {
  message: string
  severity?: 'success' | 'info' | 'warning' | 'error'
  action?: { label: string; run: () => void }
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
        autoHideDuration={severity === 'error' || shown?.action ? 10_000 : 4_000}
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
