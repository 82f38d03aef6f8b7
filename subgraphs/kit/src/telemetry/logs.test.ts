import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newLog } from './logs.ts'

function logged(write: (log: ReturnType<typeof newLog>) => void): string {
  const lines: string[] = []
  write(newLog('test', 'debug', { write: (line) => lines.push(line) }))
  for (const line of lines) JSON.parse(line)
  return lines.join('')
}

test.each([
  ['a password', { input: { email: 'a@b.c', password: 'hush"hush' } }],
  ['a cookie', { headers: { request: { cookie: 'vetgraph=hush' } } }],
  ['a token', { accessToken: 'hush' }],
  ['a header', { said: 'authorization: Bearer hush' }],
  ['an address', { url: 'postgres://vet:hush@db:5432/vetgraph' }],
  ['an access token', { said: 'eyJhbGciOi.eyJzdWIihush.signaturehush' }],
])('%s does not get into a line', (_what, about) => {
  const line = logged((log) => log.info(about, 'said'))
  expect(line).toContain('[hidden]')
  expect(line).not.toContain('hush')
})

test('the values of a failed statement do not get into a line, its cause does', () => {
  const cause = new Error('relation "pets" does not exist')
  const error = new DrizzleQueryError('select $1', ['Mrs Dekker'], cause)
  const line = logged((log) => log.error({ err: error }, 'unexpected error'))
  expect(line).toContain('relation \\"pets\\" does not exist')
  expect(line).not.toContain('Dekker')
})
