import Close from '@mui/icons-material/Close'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import useMediaQuery from '@mui/material/useMediaQuery'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { DiscardDialog } from './DiscardDialog'
import { type Problem, problemOf } from './errors'
import { useUnsaved } from './unsaved'

interface Props {
  title: string
  open: boolean
  onClose: () => void
  onSubmit: () => void
  submitLabel: string
  busy?: boolean
  disabled?: boolean
  danger?: boolean
  /** It has no field: Enter confirms, because the button has the focus. */
  confirms?: boolean
  /** Shown above the buttons unless a field shows it: pass null for an error that stands beside its field. */
  error?: unknown
  width?: 'xs' | 'sm' | 'md'
  children: ReactNode
}

/** A dialog with one form in it: full screen on phones, Enter submits, and leaving it half filled asks first. */
export function FormDialog(props: Props) {
  const {
    title,
    open,
    onClose,
    onSubmit,
    submitLabel,
    busy = false,
    disabled = false,
    danger = false,
    confirms = false,
    error,
    width = 'sm',
    children,
  } = props
  const phone = useMediaQuery('(max-width: 599.95px)')
  const titleId = useId()
  const form = useRef<HTMLFormElement>(null)
  const submitted = useRef(false)
  const [touched, setTouched] = useState(false)
  const [leaving, setLeaving] = useState(false)
  useUnsaved(open && touched)
  const leave = () => (touched ? setLeaving(true) : onClose())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (busy || disabled) return
    submitted.current = true
    onSubmit()
  }
  // The first field that was refused is the one to mend.
  useEffect(() => {
    if (!submitted.current || busy) return
    const refused = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    if (!refused) return
    submitted.current = false
    // Of a date, the whole group is marked as refused.
    const field = refused.querySelector('input') ?? refused
    field.focus()
  })
  return (
    <Dialog
      open={open}
      onClose={(_event, reason) => reason !== 'backdropClick' && !busy && leave()}
      fullScreen={phone}
      fullWidth
      maxWidth={width}
      aria-labelledby={titleId}
    >
      <Box
        component="form"
        ref={form}
        noValidate
        onSubmit={submit}
        onInput={() => {
          submitted.current = false
          setTouched(true)
        }}
        // Choosing from a list is no input of the browser's, but as much work.
        onClick={({ target }) =>
          target instanceof Element && target.closest('[role=option], [role=gridcell]') && setTouched(true)
        }
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
      >
        <DialogTitle id={titleId} component="h2" sx={{ display: 'flex', alignItems: 'center', m: 0 }}>
          <Box component="span" sx={{ flex: 1 }}>
            {title}
          </Box>
          <IconButton onClick={leave} aria-label="Close" disabled={busy} sx={{ mr: -1 }}>
            <Close fontSize="small" />
          </IconButton>
        </DialogTitle>
        <DialogContent
          sx={{ display: 'grid', gap: 2, alignContent: 'start', gridTemplateColumns: 'minmax(0, 1fr)' }}
        >
          {/* A floating label needs the room above the first field. */}
          <Box sx={{ height: 0 }} />
          {children}
          {error !== undefined && error !== null && (
            <Alert severity="error" role="alert">
              {messageOf(error)}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={leave} disabled={busy} color="inherit">
            Close
          </Button>
          <Button
            type="submit"
            autoFocus={confirms}
            variant="contained"
            loading={busy}
            disabled={disabled}
            color={danger ? 'error' : 'primary'}
          >
            {submitLabel}
          </Button>
        </DialogActions>
      </Box>
      <DiscardDialog open={leaving} onStay={() => setLeaving(false)} onDiscard={onClose} />
    </Dialog>
  )
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'requestId' in error && 'field' in error

const messageOf = (error: unknown): string => (isProblem(error) ? error.message : problemOf(error).message)
