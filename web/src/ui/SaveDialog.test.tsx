// @vitest-environment jsdom
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { Field, SaveDialog } from './SaveDialog'
import { useSave } from './useSave'

afterEach(cleanup)

const refused = new CombinedGraphQLErrors({
  data: {},
  errors: [{ message: 'Somebody has it.', extensions: { code: 'CONFLICT', field: 'input.contact.email' } }],
})

function Dialog({ save }: { save: (email: string, key: string) => Promise<void> }) {
  const form = useSave({
    labels: { name: 'Name', email: 'E-mail' },
    start: { name: '', email: '' },
    save: ({ email }, { headersFor }) => save(email, headersFor({ email }).headers['Idempotency-Key']!),
  })
  return (
    <SaveDialog form={form} title="New" submitLabel="Add" onClose={() => {}}>
      <Field name="name" required />
      <Field name="email" />
    </SaveDialog>
  )
}

const submit = () => userEvent.click(screen.getByRole('button', { name: 'Add' }))
const description = (name: RegExp) => {
  const field = screen.getByRole('textbox', { name })
  return document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
}

it('asks for what is required before the hospital is asked, at its field and with the keyboard in it', async () => {
  const saved: string[] = []
  render(<Dialog save={async (email) => void saved.push(email)} />)
  await submit()
  expect(description(/^Name/)).toBe('Name is needed.')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Name/ }))
  expect(saved).toEqual([])
})

it('shows a refusal at the field it is about; a retry has the same key, and the next input another', async () => {
  const keys: string[] = []
  let answer: 'refuse' | 'save' = 'refuse'
  render(
    <Dialog
      save={async (_email, key) => {
        keys.push(key)
        if (answer === 'refuse') throw refused
      }}
    />,
  )
  await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), 'Ann')
  await submit()
  expect(description(/^E-mail/)).toBe('Somebody has it.')
  answer = 'save'
  await submit()
  expect(description(/^E-mail/)).toBeUndefined()
  await submit()
  const [first, retry, next] = keys
  expect(retry).toBe(first)
  expect(next).not.toBe(first)
})
