import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { data } from './places.ts'
import { startVetgraph } from './vetgraph.ts'

const seconds = 10
const pause = 10
const logins = 20

const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }'
const staff = '{ users(first: 50, filter: { active: true }) { nodes { email } } }'
const cheap = '{ locations { id } }'

interface Answer {
  data?: { login?: { accessToken: string }; users?: { nodes: Array<{ email: string }> } }
  errors?: unknown
}

async function ask(url: URL, query: string, variables: object = {}, token?: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  })
  const answer = (await response.json()) as Answer
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return answer
}

/** Milliseconds of a cheap query, one every ten milliseconds, whatever the one before does. */
async function waits(url: URL, token: string): Promise<number[]> {
  const running: Array<Promise<number>> = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    const startedAt = performance.now()
    running.push(ask(url, cheap, {}, token).then(() => performance.now() - startedAt))
    await sleep(pause)
  }
  return (await Promise.all(running)).sort((a, b) => a - b)
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(1)

const report = (what: string, sorted: readonly number[]) =>
  process.stdout.write(
    `${what}: p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms, ${sorted.length} queries\n`,
  )

/** How long a cheap query waits while twenty people sign in at once, again and again. */
const directory = join(data, 'servers', 'sign-in')
rmSync(directory, { recursive: true, force: true })
const server = await startVetgraph('sign-in', [], {
  DATA_DIR: directory,
  RATE_LIMIT_SIGN_IN_ADDRESS: '1000000',
})
try {
  const password = 'demo-password'
  const input = { email: 'admin@demo.vet', password }
  const { data: signedIn } = await ask(server.url, login, { input })
  const token = signedIn!.login!.accessToken
  const accounts = (await ask(server.url, staff, {}, token)).data!.users!.nodes
  await waits(server.url, token)
  report('Nobody signs in', await waits(server.url, token))
  let done = 0
  let goOn = true
  const people = Array.from({ length: logins }, async (_, n) => {
    const { email } = accounts[n % accounts.length]!
    while (goOn) {
      await ask(server.url, login, { input: { email, password } })
      done += 1
    }
  })
  const sorted = await waits(server.url, token)
  goOn = false
  report(`${logins} sign in at once, ${(done / seconds).toFixed(1)} a second`, sorted)
  await Promise.all(people)
} finally {
  await server.stop()
}
process.exit()
