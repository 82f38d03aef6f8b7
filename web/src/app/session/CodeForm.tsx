import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { Problem } from '../../ui/errors'
import { wrong } from '../../ui/fields'
import { EntryForm } from './EntryForm'

interface Props {
  submitLabel: string
  busy: boolean
  problem: Problem | null
  onSubmit: (code: string) => void
  onBack: () => void
}

/** The second step of signing in: what the device shows, or what was kept for the day it is lost. */
export function CodeForm({ submitLabel, busy, problem, onSubmit, onBack }: Props) {
  const [code, setCode] = useState('')
  const [recovering, setRecovering] = useState(false)
  const [empty, setEmpty] = useState(false)
  const { error, helperText } = wrong(problem, 'code')
  const hint = recovering
    ? 'One of the ten that you kept. It works once.'
    : 'The six digits that your authenticator app shows now.'
  return (
    <>
      <EntryForm
        submitLabel={submitLabel}
        busy={busy}
        problem={problem}
        fields={['code']}
        onSubmit={() => (code.trim() ? onSubmit(code) : setEmpty(true))}
      >
        <TextField
          key={recovering ? 'recovery' : 'device'}
          label={recovering ? 'Recovery code' : 'Code'}
          name="code"
          value={code}
          onChange={({ target }) => {
            setCode(target.value)
            setEmpty(false)
          }}
          autoFocus
          autoComplete={recovering ? 'off' : 'one-time-code'}
          error={error === true || empty}
          helperText={empty ? 'Enter the code.' : (helperText ?? hint)}
          slotProps={{
            htmlInput: {
              inputMode: recovering ? 'text' : 'numeric',
              spellCheck: false,
              autoCapitalize: 'characters',
              style: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.12em' },
            },
          }}
        />
      </EntryForm>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1, mt: 1.5 }}>
        <Button
          color="inherit"
          onClick={() => {
            setCode('')
            setRecovering(!recovering)
          }}
        >
          {recovering ? 'I have my device' : 'I do not have my device'}
        </Button>
        <Button color="inherit" onClick={onBack}>
          Back
        </Button>
      </Box>
    </>
  )
}
