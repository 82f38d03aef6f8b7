import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import bcrypt from 'bcrypt'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { beSetUp, mailsTo, tokenTo } from '../accounts/account.factory.ts'
import { mayWrite } from '../email-links/mail-budget.service.ts'
import { identity } from '../schema.ts'
import { anAccount, anAccountWith, inBrowser, password, signIn } from '../sessions/session.factory.ts'
import { takeTry } from './failure.service.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
  await beSetUp(hospital)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

let addresses = 0
const anAddress = () => `198.51.100.${(addresses += 1)}`

const after = (minutes: number) =>
  hospital.setNow(new Date(hospital.now().getTime() + minutes * 60_000).toISOString())

interface Try {
  email: string
  given?: string
  ip?: string
  device?: string
}

async function attempt({ email, given = password, ip = '203.0.113.1', device }: Try) {
  const { errors, device: handed } = await signIn(hospital, { email, password: given }, { ip }, device)
  return { code: (errors[0]?.code as string | undefined) ?? 'IN', device: handed }
}

const codeOf = async (asked: Try) => (await attempt(asked)).code

/** What a guest leaves behind who tries one account after the other from an address. */
async function lockAddress(ip: string) {
  const ctx = { ...hospital.context(null), ip }
  for (let i = 0; i <= 50; i += 1) await takeTry(ctx, `guess${i}@example.test`).catch(() => {})
}

const forgot = (email: string, ip: string, device?: string) =>
  inBrowser(
    hospital,
    'mutation ($email: String!) { requestPasswordReset(email: $email) }',
    { email },
    { request: { ip }, ...(device ? { device } : {}) },
  )

describe('A browser at which somebody has signed in before', () => {
  test('lets them in after a guest behind the same address has tried fifty-one passwords', async () => {
    const ip = anAddress()
    const { email } = await anAccount(hospital)
    const { device } = await attempt({ email, ip })
    await lockAddress(ip)
    expect(await codeOf({ email, ip })).toBe('TOO_MANY_REQUESTS')
    expect(await codeOf({ email, ip, device })).toBe('IN')
  })

  test('lets them in while strangers guess their password from everywhere and from beside them', async () => {
    const ip = anAddress()
    const { email } = await anAccount(hospital)
    const { device } = await attempt({ email, ip })
    for (let i = 0; i < 5; i += 1) expect(await codeOf({ email, ip, given: 'guess' })).toBe('UNAUTHENTICATED')
    await hospital.admin`update identity.sign_in_failures set failures = 200, blocked_until = '2026-03-16T08:15:00Z'
      where subject like 'account %'`
    expect(await codeOf({ email, ip })).toBe('TOO_MANY_REQUESTS')
    expect(await codeOf({ email, ip, device })).toBe('IN')
  })

  test('has five tries like any other, takes nothing from others, and copies of its cookie have them together', async () => {
    const { email } = await anAccount(hospital)
    const { device: first } = await attempt({ email })
    const { device: second } = await attempt({ email, device: first })
    expect(second).not.toBe(first)
    const compare = vi.spyOn(bcrypt, 'compare')
    const copies = [first, second]
    for (let i = 0; i < 5; i += 1) {
      expect(await codeOf({ email, device: copies[i % 2]!, given: 'guess' })).toBe('UNAUTHENTICATED')
    }
    for (const device of copies) expect(await codeOf({ email, device })).toBe('TOO_MANY_REQUESTS')
    expect(compare).toHaveBeenCalledTimes(5)
    compare.mockRestore()
    // The same address, as a stranger.
    expect(await codeOf({ email })).toBe('IN')
  })

  test('is a stranger’s for every account that has not signed in there', async () => {
    const ip = anAddress()
    const [ours, others] = [await anAccount(hospital), await anAccount(hospital)]
    const { device } = await attempt({ email: ours.email, ip })
    for (let i = 0; i < 5; i += 1) await attempt({ email: others.email, ip, device, given: 'guess' })
    expect(await codeOf({ email: others.email, ip, device })).toBe('TOO_MANY_REQUESTS')
    expect(await codeOf({ email: ours.email, ip, device })).toBe('IN')
  })

  test('is known to each of those who share it, and a stranger’s again after half a year', async () => {
    const ip = anAddress()
    const [ada, ben] = [await anAccount(hospital), await anAccount(hospital)]
    const { device: adas } = await attempt({ email: ada.email, ip })
    const { device } = await attempt({ email: ben.email, ip, device: adas })
    await lockAddress(ip)
    for (const { email } of [ada, ben]) expect(await codeOf({ email, ip, device })).toBe('IN')
    after(181 * 24 * 60)
    await lockAddress(ip)
    expect(await codeOf({ email: ada.email, ip, device })).toBe('TOO_MANY_REQUESTS')
  })

  test.each([
    ['made up', () => 'bm9ib2R5'],
    ['changed', (device: string) => `${device.slice(0, -4)}AAAA`],
    ['sealed for something else', () => hospital.context().sealer.seal('{"id":"x","accounts":[]}', 'else')],
  ])('is not one whose cookie is %s', async (_what, forge) => {
    const ip = anAddress()
    const { email } = await anAccount(hospital)
    const { device } = await attempt({ email, ip })
    await lockAddress(ip)
    expect(await codeOf({ email, ip, device: forge(device!) })).toBe('TOO_MANY_REQUESTS')
  })

  test('does not tell whether an account exists: a wrong password sets no cookie', async () => {
    const { email } = await anAccount(hospital)
    for (const asked of [{ email, given: 'guess' }, { email: 'nobody@example.test' }]) {
      expect((await attempt(asked)).device).toBeUndefined()
    }
  })
})

describe('A stranger who asks for the reset of somebody else’s password', () => {
  /** Asks for so many mails that no more are sent. */
  const spend = async (email: string) => {
    while (await mayWrite(hospital.context(null), email, 'reset-password'));
  }

  const resetWith = (token: string) =>
    inBrowser(hospital, 'mutation ($input: ChoosePasswordInput!) { resetPassword(input: $input) }', {
      input: { token, password: 'four grey seals dive' },
    })

  test('makes no earlier link worthless, and gets the same answer however often', async () => {
    const { email } = await anAccount(hospital)
    const answers = [await forgot(email, anAddress())]
    const own = await tokenTo(hospital, email)
    after(3)
    answers.push(await forgot(email, anAddress()))
    await spend(email)
    answers.push(await forgot(email, anAddress()), await forgot('nobody@example.test', anAddress()))
    for (const { data, errors } of answers) {
      expect({ data, errors }).toEqual({ data: { requestPasswordReset: true }, errors: [] })
    }
    expect((await resetWith(own)).errors).toEqual([])
  })

  test('has five mails written, and then one every twelve minutes, from wherever', async () => {
    let written = 0
    for (let i = 0; i < 120; i += 1) {
      if (await mayWrite(hospital.context(null), 'ada@example.test', 'reset-password')) written += 1
      after(0.5)
    }
    expect(written).toBe(9)
  })

  test('leaves the person, at a browser of theirs, as many of their own', async () => {
    const { email } = await anAccount(hospital)
    const { device } = await attempt({ email })
    await spend(email)
    await forgot(email, anAddress())
    expect(await mailsTo(hospital, email)).toHaveLength(0)
    await forgot(email, anAddress(), device)
    expect(await mailsTo(hospital, email)).toHaveLength(1)
  })

  test('a hundred times at once has one mail written', async () => {
    const { email } = await anAccount(hospital)
    await Promise.all(Array.from({ length: 100 }, () => forgot(email, anAddress())))
    expect(await mailsTo(hospital, email)).toHaveLength(1)
  })
})

test('a clock that was set a day ahead and back leaves no lock-out and no spent budget of a day', async () => {
  const ip = anAddress()
  const { email } = await anAccount(hospital)
  const ctx = { ...hospital.context(null), ip }
  hospital.setNow('2026-03-17T08:00:00.000Z')
  for (let i = 0; i < 6; i += 1) await attempt({ email, ip, given: 'guess' })
  expect(await codeOf({ email, ip })).toBe('TOO_MANY_REQUESTS')
  await forgot(email, ip)
  while (await mayWrite(ctx, email, 'reset-password'));
  const [{ length: sent }] = [await mailsTo(hospital, email)]
  hospital.setNow('2026-03-16T08:00:00.000Z')
  // One more guess, and what was counted counts on.
  expect(await codeOf({ email, ip, given: 'guess' })).toBe('UNAUTHENTICATED')
  expect(await codeOf({ email, ip })).toBe('TOO_MANY_REQUESTS')
  await forgot(email, ip)
  expect(await mailsTo(hospital, email)).toHaveLength(sent)
  after(15)
  expect(await codeOf({ email, ip })).toBe('IN')
  await forgot(email, ip)
  expect(await mailsTo(hospital, email)).toHaveLength(sent + 1)
})

test('six wrong passwords lock an address in whatever letters it is written', async () => {
  const ip = anAddress()
  const { email } = await anAccount(hospital)
  const iris = email.replace(/^[^@]+/, `iris.${addresses}`)
  await hospital.admin`update identity.users set email = ${iris} where email = ${email}`
  for (let i = 0; i < 6; i += 1) await attempt({ email: iris, ip, given: 'guess' })
  for (const spelt of [iris, iris.toUpperCase(), iris.replace('iris', 'İris'), ` ${iris} `]) {
    expect(await codeOf({ email: spelt, ip })).toBe('TOO_MANY_REQUESTS')
  }
})

describe('A password', () => {
  const composed = 'caf\u00e9 und vier gr\u00fcne Wale'
  const decomposed = composed.normalize('NFD')

  test('is the same however the keyboard has put its letters together and whichever blank it has', async () => {
    const { email } = await anAccountWith(hospital, composed)
    for (const given of [composed, decomposed, composed.replaceAll(' ', '\u00a0')]) {
      expect(await codeOf({ email, given })).toBe('IN')
    }
    expect(await codeOf({ email, given: composed.toUpperCase() })).toBe('UNAUTHENTICATED')
  })

  test('that was hashed as it was typed, before passwords were normalised, still lets somebody in', async () => {
    const { email } = await anAccountWith(hospital, decomposed)
    expect(await codeOf({ email, given: decomposed })).toBe('IN')
  })

  test('that is chosen decomposed is hashed composed', async () => {
    const { id, email } = await anAccount(hospital)
    await forgot(email, anAddress())
    const input = { token: await tokenTo(hospital, email), password: decomposed }
    const text = 'mutation ($input: ChoosePasswordInput!) { resetPassword(input: $input) }'
    expect((await inBrowser(hospital, text, { input })).errors).toEqual([])
    const [row] = await hospital.admin`select hash from identity.passwords where user_id = ${id}`
    expect(await bcrypt.compare(composed, row!['hash'] as string)).toBe(true)
  })
})
