import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import type { Problem } from '../../ui/errors'

interface Props {
  submitLabel: string
  busy: boolean
  problem: Problem | null
  /** The fields that show their own problem. */
  fields: readonly string[]
  onSubmit: () => void
  children: ReactNode
}

/** A form before the door: what no field shows stands above it, and the first refused field is the one to mend. */
export function EntryForm({ submitLabel, busy, problem, fields, onSubmit, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [problem])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  const shown = problem && !(problem.field && fields.includes(problem.field))
  return (
    <Box component="form" ref={form} noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      {shown && (
        <Alert severity="error" role="alert">
          {problem.message}
        </Alert>
      )}
      {children}
      <Button type="submit" variant="contained" size="large" loading={busy} sx={{ minHeight: 44 }}>
        {submitLabel}
      </Button>
    </Box>
  )
}
