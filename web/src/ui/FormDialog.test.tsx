// @vitest-environment jsdom
import TextField from '@mui/material/TextField'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
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

it('asks before Escape or Close throws away what was typed, and not when nothing was', async () => {
  const onClose = vi.fn()
  render(
    <FormDialog open title="New client" onClose={onClose} onSubmit={() => {}} submitLabel="Add client">
      <TextField label="First name" autoFocus />
    </FormDialog>,
  )
  await userEvent.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledTimes(1)
  const field = screen.getByRole('textbox', { name: 'First name' })
  await userEvent.type(field, 'Orla{Escape}')
  expect(screen.getByRole('alertdialog', { name: 'Close without saving?' })).toBeTruthy()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'First name' }).value).toBe('Orla')
  expect(onClose).toHaveBeenCalledTimes(1)
  await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[0]!)
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }))
  expect(onClose).toHaveBeenCalledTimes(2)
})
