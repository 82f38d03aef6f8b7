import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import bcrypt from 'bcrypt'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { identity } from '../schema.ts'
import { anAccount, password, signIn } from '../sessions/session.factory.ts'
import { giveBackTry, sweepFailures, takeTry } from './failure.service.ts'
import { signInFailures } from './sign-in.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

let addresses = 0
const anAddress = () => `198.51.100.${(addresses += 1)}`

const after = (seconds: number) =>
  hospital.setNow(new Date(hospital.now().getTime() + seconds * 1000).toISOString())

const from =
  (ip: string) =>
  async (email: string, given: string = password) => {
    const { errors } = await signIn(hospital, { email, password: given }, { ip })
    return (errors[0]?.code as string | undefined) ?? 'IN'
  }

/** What a thousand wrong passwords would have left behind, without the hour that comparing them takes. */
const failed = (subjectLike: string, failures: number, blockedUntil: Date | null) =>
  hospital.admin`
    update identity.sign_in_failures set failures = ${failures}, blocked_until = ${blockedUntil?.toISOString() ?? null}
    where subject like ${subjectLike}`

const emptied = () => hospital.context().db.delete(signInFailures)

test('AU1: after five wrong passwords the next is refused unseen for 30 seconds, then for twice as long each time', async () => {
  const { email } = await anAccount(hospital)
  const tries = from(anAddress())
  for (let i = 0; i < 5; i += 1) expect(await tries(email, 'wrong')).toBe('UNAUTHENTICATED')
  const compare = vi.spyOn(bcrypt, 'compare')
  const { errors } = await signIn(hospital, { email }, { ip: `198.51.100.${addresses}` })
  expect(errors).toMatchObject([
    { code: 'TOO_MANY_REQUESTS', extensions: { retryAfterSeconds: 30, policy: 'sign-in-failures' } },
  ])
  expect(compare).not.toHaveBeenCalled()
  compare.mockRestore()
  for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
    after(wait - 1)
    expect(await tries(email)).toBe('TOO_MANY_REQUESTS')
    after(1)
    expect(await tries(email, 'wrong')).toBe('UNAUTHENTICATED')
  }
  after(900)
  expect(await tries(email)).toBe('IN')
})

test('AU1: an address without an account is locked out alike', async () => {
  const tries = from(anAddress())
  const answers = []
  for (let i = 0; i < 6; i += 1) answers.push(await tries('Nobody@example.test'))
  expect(answers).toEqual([...Array<string>(5).fill('UNAUTHENTICATED'), 'TOO_MANY_REQUESTS'])
  expect(await tries(' nobody@EXAMPLE.test ')).toBe('TOO_MANY_REQUESTS')
})

test('AU1: a hundred tries at once are no more than five after each other', async () => {
  const { email } = await anAccount(hospital)
  const tries = from(anAddress())
  const compare = vi.spyOn(bcrypt, 'compare')
  const answers = await Promise.all(Array.from({ length: 100 }, () => tries(email, 'wrong')))
  expect(compare).toHaveBeenCalledTimes(5)
  compare.mockRestore()
  expect(answers.filter((answer) => answer === 'UNAUTHENTICATED')).toHaveLength(5)
  expect(answers.filter((answer) => answer === 'TOO_MANY_REQUESTS')).toHaveLength(95)
})

test('signing in forgets the failures: four typing errors a shift lock nobody out', async () => {
  const { email } = await anAccount(hospital)
  const tries = from(anAddress())
  for (let shift = 0; shift < 3; shift += 1) {
    for (let i = 0; i < 4; i += 1) expect(await tries(email, 'wrong')).toBe('UNAUTHENTICATED')
    expect(await tries(email)).toBe('IN')
  }
})

test('signing in from one address several times at once leaves nothing counted', async () => {
  await emptied()
  const { email } = await anAccount(hospital)
  const tries = from(anAddress())
  expect(await Promise.all(Array.from({ length: 4 }, () => tries(email)))).toEqual(Array(4).fill('IN'))
  const left = await hospital.context().db.select().from(signInFailures)
  expect(left.map(({ subject, failures }) => [subject.split(' ')[0], failures])).toEqual([['address', 0]])
})

test('an address that has failed fifty times with all accounts together is refused, and no other is', async () => {
  const { email } = await anAccount(hospital)
  const [here, elsewhere] = [anAddress(), anAddress()]
  await from(here)('somebody@example.test')
  await failed(`address ${here}`, 50, new Date('2026-03-16T08:00:30.000Z'))
  expect(await from(here)(email)).toBe('TOO_MANY_REQUESTS')
  expect(await from(elsewhere)(email)).toBe('IN')
  after(30)
  expect(await from(here)(email)).toBe('IN')
})

test('a successful attempt is reverted, and not the block that others caused meanwhile', async () => {
  const { email } = await anAccount(hospital)
  const ip = anAddress()
  const ctx = { ...hospital.context(), ip }
  const slow = await takeTry(ctx, email)
  for (let i = 0; i < 4; i += 1) await takeTry(ctx, email)
  await giveBackTry(ctx, slow)
  expect(await from(ip)(email)).toBe('TOO_MANY_REQUESTS')
  after(30)
  await giveBackTry(ctx, await takeTry(ctx, email))
  expect(await from(ip)(email)).toBe('IN')
})

test('a version 6 address counts by its /64', async () => {
  const { email } = await anAccount(hospital)
  for (let i = 1; i <= 5; i += 1) await from(`2001:db8:1:2::${i}`)(email, 'wrong')
  expect(await from('2001:db8:1:2:aaaa::9')(email)).toBe('TOO_MANY_REQUESTS')
  expect(await from('2001:db8:1:3::1')(email)).toBe('IN')
})

test('an account tried from everywhere refuses strangers, but not its person at an address known from before', async () => {
  await emptied()
  const { email } = await anAccount(hospital)
  const [desk, stranger] = [anAddress(), anAddress()]
  expect(await from(desk)(email)).toBe('IN')
  await from(stranger)(email, 'wrong')
  await failed('account %', 100, new Date('2026-03-16T08:15:00.000Z'))
  expect(await from(anAddress())(email)).toBe('TOO_MANY_REQUESTS')
  expect(await from(desk)(email)).toBe('IN')
})

test('failures are forgiven with time, one by one', async () => {
  const { email } = await anAccount(hospital)
  const tries = from(anAddress())
  for (let i = 0; i < 4; i += 1) await tries(email, 'wrong')
  after(2 * 60 * 60 + 60)
  for (let i = 0; i < 3; i += 1) expect(await tries(email, 'wrong')).toBe('UNAUTHENTICATED')
  expect(await tries(email)).toBe('TOO_MANY_REQUESTS')
})

test('entries older than any counter remembers are removed', async () => {
  await emptied()
  await from(anAddress())('old@example.test')
  after(6 * 24 * 60 * 60)
  await from(anAddress())('new@example.test')
  after(2 * 24 * 60 * 60)
  await sweepFailures(hospital.context())
  expect(await hospital.context().db.$count(signInFailures)).toBe(3)
})
