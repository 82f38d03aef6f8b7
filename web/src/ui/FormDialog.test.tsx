// @vitest-environment jsdom
import TextField from '@mui/material/TextField'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { FormDialog } from './FormDialog'

afterEach(cleanup)

function Registration() {
  const [refused, setRefused] = useState(false)
  return (
    <FormDialog
      open
      title="New client"
      onClose={() => {}}
      onSubmit={() => setRefused(true)}
      submitLabel="Add client"
    >
      <TextField label="First name" />
      <TextField label="Last name" error={refused} />
    </FormDialog>
  )
}

it('leads to the first field that was refused', async () => {
  render(<Registration />)
  await userEvent.click(screen.getByRole('button', { name: 'Add client' }))
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Last name' }))
  // Whoever goes on to another field is left there.
  await userEvent.type(screen.getByRole('textbox', { name: 'First name' }), 'Orla')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'First name' }))
})
