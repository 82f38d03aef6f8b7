import { spawnSync } from 'node:child_process'
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

test.each([
  ['ends', 'process.exit(0)'],
  ['fails', 'setImmediate(() => { throw new Error("broken") })'],
])('every line is written of a process that %s', (_how, end) => {
  const { href } = new URL('./logs.ts', import.meta.url)
  const program = `
    import { newLog } from ${JSON.stringify(href)}
    const log = newLog('test', 'info')
    for (let n = 0; n < 1000; n += 1) log.info({ n }, 'said')
    ${end}`
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type', 'module', '--eval', program],
    { encoding: 'utf8', cwd: import.meta.dirname },
  )
  const said = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { n: number }).n)
  expect(said).toEqual(Array.from({ length: 1000 }, (_, n) => n))
})
