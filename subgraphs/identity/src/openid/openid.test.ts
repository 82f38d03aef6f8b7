import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hospital as hospitals } from '../hospital/hospital.table.ts'
import { identity } from '../schema.ts'
import { giveRecoveryCodes, newFactorSecret, sealFactor } from '../second-factors/code.service.ts'
import { secondFactors } from '../second-factors/second-factor.table.ts'
import { sessions } from '../sessions/session.table.ts'
import { aUser } from '../users/user.factory.ts'
import { type UserRow, users } from '../users/user.table.ts'
import { externalAccounts, openidSignIns } from './openid.table.ts'
import { hospitalUrl, TestIssuer } from './testing-issuer.ts'

let university: TestIssuer
let clinic: TestIssuer
let hospital: TestSubgraph

beforeAll(async () => {
  university = await TestIssuer.open('university', {})
  clinic = await TestIssuer.open('clinic', {}, { claimsInToken: true })
  hospital = await TestSubgraph.open(identity, undefined, {
    publicUrl: hospitalUrl,
    openIdProviders: [university.provider, clinic.provider],
  })
  await hospital.context().db.insert(hospitals).values({ name: 'Harbour Vets', setUpAt: hospital.now() })
})
afterAll(async () => {
  await hospital.close()
  await Promise.all([university.stop(), clinic.stop()])
})
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

/** Sends an operation as a browser that has this cookie of the sign-in, and keeps what the answer sets. */
async function ask(query: string, variables: Record<string, unknown> = {}, cookie?: string) {
  const effects = { setCookies: [] as string[] }
  const answer = await hospital.graphql(null, query, variables, {
    effects,
    cookies: cookie === undefined ? {} : { vetgraph_openid: cookie },
  })
  const values = effects.setCookies.map((text) => /^vetgraph_openid=([^;]*)/.exec(text)?.[1])
  return {
    ...answer,
    setCookies: effects.setCookies,
    cookie: values.findLast((value) => value !== undefined),
  }
}

async function begin(issuer: TestIssuer) {
  const { data, errors, cookie, setCookies } = await ask(
    'mutation($provider: String!) { startOpenIdSignIn(provider: $provider) }',
    { provider: issuer.provider.key },
  )
  return { address: data['startOpenIdSignIn'] as string, cookie, setCookies, errors }
}

const finish = (input: Record<string, unknown>, cookie?: string) =>
  ask(
    'mutation($input: FinishOpenIdSignInInput!) { finishOpenIdSignIn(input: $input) { accessToken user { id } } }',
    { input },
    cookie,
  )

const confirm = (code: string, cookie?: string) =>
  ask('mutation($code: String!) { confirmOpenIdSignIn(code: $code) { user { id } } }', { code }, cookie)

/** All of it, as somebody at the issuer. */
async function signInAs(issuer: TestIssuer, login: string, more: Record<string, unknown> = {}) {
  const { address, cookie } = await begin(issuer)
  return finish({ ...(await issuer.visit(address, login)), ...more }, cookie)
}

let logins = 0
/** Somebody at the issuer, under a name of their own. */
function known(issuer: TestIssuer, claims: Record<string, unknown>): string {
  const login = `person-${(logins += 1)}`
  issuer.people[login] = { email_verified: true, ...claims }
  return login
}

const linksOf = ({ id }: UserRow) =>
  hospital.context().db.select().from(externalAccounts).where(eq(externalAccounts.userId, id))

const unfinished = {
  code: 'UNAUTHENTICATED',
  message: 'This sign-in cannot be finished: it was used, took too long or began elsewhere. Begin again.',
}

test('whoever wants to sign in sees where else people have accounts', async () => {
  const { data } = await ask('{ signInProviders { key label } }')
  expect(data).toEqual({
    signInProviders: [
      { key: 'university', label: 'The university' },
      { key: 'clinic', label: 'The clinic' },
    ],
  })
  const { errors } = await ask('mutation { startOpenIdSignIn(provider: "elsewhere") }')
  expect(errors).toMatchObject([{ code: 'NOT_FOUND', field: 'provider' }])
})

test('the browser goes to the issuer with state, nonce and PKCE, and is bound by a cookie that no script reads', async () => {
  const { address, setCookies } = await begin(university)
  const { searchParams } = new URL(address)
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    client_id: university.provider.clientId,
    redirect_uri: `${hospitalUrl}/sign-in/callback`,
    scope: 'openid email profile',
    code_challenge_method: 'S256',
  })
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/)
  expect(setCookies).toEqual([
    expect.stringMatching(/^vetgraph_openid=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
})

test.each([
  ['asked of the issuer', () => university],
  ['in the ID token', () => clinic],
])(
  'an account is linked by an e-mail address that is verified at both, %s; the next time by the person’s id',
  async (_, issuerOf) => {
    const issuer = issuerOf()
    const user = await aUser(hospital, { roles: [{ role: 'VET' }] })
    const login = known(issuer, { email: user.email.toUpperCase() })
    const first = await signInAs(issuer, login)
    expect(first.errors).toEqual([])
    expect(first.data).toMatchObject({ finishOpenIdSignIn: { user: { id: user.id } } })
    expect(first.setCookies.map((text) => text.split('=')[0])).toEqual([
      'vetgraph_openid',
      'vetgraph_device',
      'vetgraph_refresh',
    ])
    expect(first.cookie).toBe('')
    const opened = await hospital.context().db.select().from(sessions).where(eq(sessions.userId, user.id))
    expect(opened).toMatchObject([{ method: 'OIDC' }])
    expect((await hospital.audited(user.id)).map(({ action }) => action)).toEqual(['user.link-account'])
    await hospital
      .context()
      .db.update(users)
      .set({ email: 'moved@example.test' })
      .where(eq(users.id, user.id))
    issuer.people[login] = { email: 'other@example.test', email_verified: false }
    hospital.setNow('2026-03-17T08:00:00.000Z')
    expect((await signInAs(issuer, login)).data).toMatchObject({
      finishOpenIdSignIn: { user: { id: user.id } },
    })
    expect(await linksOf(user)).toMatchObject([{ subject: login, lastUsedAt: hospital.now() }])
    await hospital.context().db.update(users).set({ email: user.email }).where(eq(users.id, user.id))
  },
)

test('nobody is signed in by an address that is not verified at the issuer, or not here', async () => {
  const user = await aUser(hospital)
  for (const email_verified of [false, 'false', undefined]) {
    const { errors } = await signInAs(university, known(university, { email: user.email, email_verified }))
    expect(errors).toMatchObject([
      {
        code: 'UNAUTHENTICATED',
        message: 'The university has not verified your e-mail address. Sign in with your password.',
      },
    ])
  }
  const invited = await aUser(hospital, { emailVerifiedAt: null })
  expect((await signInAs(university, known(university, { email: invited.email }))).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  expect([...(await linksOf(user)), ...(await linksOf(invited))]).toEqual([])
})

test('nobody is signed in by an address that only equals the account’s after case folding', async () => {
  const user = await aUser(hospital, { email: 'ada@kiosk.test' })
  // The sign for kelvin, and the capital i with a dot.
  for (const email of ['ada@kios\u212a.test', 'ada@k\u0130osk.test']) {
    const { errors } = await signInAs(university, known(university, { email }))
    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  }
  expect(await linksOf(user)).toEqual([])
})

test('an unknown address and a closed account are refused alike, and are security events', async () => {
  const closed = await aUser(hospital, { active: false })
  for (const email of [closed.email, 'stranger@example.test']) {
    const { errors } = await signInAs(university, known(university, { email }))
    expect(errors).toMatchObject([
      {
        code: 'UNAUTHENTICATED',
        message: `There is no account here for ${email}. Staff are invited by their administrator; pet owners sign up first.`,
      },
    ])
  }
  const left = await aUser(hospital)
  const login = known(university, { email: left.email })
  expect((await signInAs(university, login)).errors).toEqual([])
  await hospital.context().db.update(users).set({ active: false }).where(eq(users.id, left.id))
  expect((await signInAs(university, login)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  const failures = await hospital.audited('00000000-0000-0000-0000-000000000000')
  expect(failures.map(({ after }) => after)).toContainEqual({ email: 'stranger@example.test' })
})

test('somebody new at the issuer who was given the address of another does not get that person’s account', async () => {
  const user = await aUser(hospital)
  expect((await signInAs(university, known(university, { email: user.email }))).errors).toEqual([])
  expect((await signInAs(university, known(university, { email: user.email }))).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
  expect(await linksOf(user)).toHaveLength(1)
  expect((await signInAs(clinic, known(clinic, { email: user.email }))).errors).toEqual([])
})

test('a callback can be used once, also by five at the same moment', async () => {
  const user = await aUser(hospital)
  const { address, cookie } = await begin(university)
  const input = await university.visit(address, known(university, { email: user.email }))
  const answers = await Promise.all(Array.from({ length: 5 }, () => finish(input, cookie)))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  for (const { errors } of answers.filter(({ errors }) => errors.length > 0)) {
    expect(errors).toMatchObject([unfinished])
  }
})

test('another browser than the one that began does not finish it, and does not spoil it', async () => {
  const user = await aUser(hospital)
  const { address, cookie } = await begin(university)
  const other = await begin(university)
  const input = await university.visit(address, known(university, { email: user.email }))
  for (const strange of [undefined, '', other.cookie]) {
    expect((await finish(input, strange)).errors).toMatchObject([unfinished])
  }
  expect((await finish(input, cookie)).errors).toEqual([])
})

test('a wrong state, nonce, code or issuer, and what took longer than ten minutes, is refused', async () => {
  const user = await aUser(hospital)
  const login = known(university, { email: user.email })
  const attempt = async (
    spoil: (input: Record<string, string>) => Record<string, string> | Promise<Record<string, string>>,
  ) => {
    const { address, cookie } = await begin(university)
    return (await finish(await spoil(await university.visit(address, login)), cookie)).errors
  }
  const { db } = hospital.context()
  expect(await attempt((input) => ({ ...input, state: `${input['state']}x` }))).toMatchObject([unfinished])
  expect(await attempt((input) => ({ ...input, code: 'made-up' }))).toMatchObject([unfinished])
  expect(await attempt((input) => ({ ...input, iss: 'https://evil.example' }))).toMatchObject([unfinished])
  for (const spoilt of [{ nonce: 'another' }, { codeVerifier: 'a'.repeat(43) }]) {
    const errors = await attempt(async (input) => {
      await db.update(openidSignIns).set(spoilt)
      return input
    })
    expect(errors).toMatchObject([unfinished])
  }
  expect(
    await attempt((input) => {
      hospital.setNow('2026-03-16T08:10:01.000Z')
      return input
    }),
  ).toMatchObject([unfinished])
  expect(await linksOf(user)).toEqual([])
  expect(await attempt((input) => input)).toEqual([])
})

test('an issuer that does not answer is UNAVAILABLE, and asked again the next time', async () => {
  const user = await aUser(hospital)
  const login = known(university, { email: user.email })
  const { address, cookie } = await begin(university)
  const input = await university.visit(address, login)
  await university.stop()
  const away = { code: 'UNAVAILABLE', message: 'The university does not answer right now. Try again.' }
  expect((await finish(input, cookie)).errors).toMatchObject([away])
  expect((await begin(university)).errors).toMatchObject([away])
  await university.restart()
  expect((await signInAs(university, login)).errors).toEqual([])
})

async function withDevice(user: UserRow) {
  const ctx = hospital.context()
  const secret = newFactorSecret()
  const [createdAt, confirmedAt] = [ctx.now(), ctx.now()]
  const sealed = sealFactor(ctx, user.id, secret)
  await ctx.db.insert(secondFactors).values({ userId: user.id, secret: sealed, createdAt, confirmedAt })
  const shown = () =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: hospital.now().getTime() })
  return { shown, codes: await giveRecoveryCodes(ctx, user.id) }
}

test('the second factor is asked for here, at the same browser, once and for ten minutes', async () => {
  const user = await aUser(hospital)
  const { shown, codes } = await withDevice(user)
  const login = known(university, { email: user.email })
  const asked = await signInAs(university, login)
  expect(asked.errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }])
  expect(asked.setCookies.filter((text) => text.startsWith('vetgraph_refresh'))).toEqual([])
  const begun = await begin(university)
  for (const strange of [undefined, '', begun.cookie, `${asked.cookie}x`]) {
    expect((await confirm(shown(), strange)).errors).toMatchObject([unfinished])
  }
  for (const code of ['', 'AAAA-BBBB']) {
    expect((await confirm(code, asked.cookie)).errors).toMatchObject([
      { code: 'SECOND_FACTOR_REQUIRED', field: 'code' },
    ])
  }
  const code = shown()
  expect((await confirm(code, asked.cookie)).data).toEqual({ confirmOpenIdSignIn: { user: { id: user.id } } })
  expect((await confirm(code, asked.cookie)).errors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }])
  hospital.setNow('2026-03-16T08:10:01.000Z')
  expect((await confirm(codes[0]!, asked.cookie)).errors).toMatchObject([unfinished])
})

test('wrong codes lock out here too, and a closed account stays closed between the two steps', async () => {
  const user = await aUser(hospital)
  const { shown } = await withDevice(user)
  const { cookie } = await signInAs(university, known(university, { email: user.email }))
  for (let i = 0; i < 5; i += 1) await confirm('AAAA-BBBB', cookie)
  expect((await confirm(shown(), cookie)).errors).toMatchObject([{ code: 'TOO_MANY_REQUESTS' }])
  await hospital.context().db.update(users).set({ active: false }).where(eq(users.id, user.id))
  hospital.setNow('2026-03-16T08:02:00.000Z')
  expect((await confirm(shown(), cookie)).errors).toMatchObject([unfinished])
})

test('AU7: a pet owner signs up with an account elsewhere: verified at once, and the household is looked for', async () => {
  const email = 'maria.dekker@example.test'
  const login = known(university, { email, given_name: 'Maria', family_name: 'Dekker' })
  const { data, errors } = await signInAs(university, login, { signUp: true })
  expect(errors).toEqual([])
  const { id } = (data['finishOpenIdSignIn'] as { user: { id: string } }).user
  const { data: seen } = await hospital.graphql(
    asRole('ADMIN'),
    'query($id: ID!) { user(id: $id) { name email emailVerifiedAt roles { role { key } } } }',
    { id },
  )
  expect(seen['user']).toEqual({
    name: 'Maria Dekker',
    email,
    emailVerifiedAt: hospital.now().toISOString(),
    roles: [{ role: { key: 'OWNER' } }],
  })
  const claims = (await hospital.emitted()).filter(({ task }) => task === 'clinical:owner-account.verified')
  expect(claims.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ userId: id, email }))
  const unverified = known(university, { email: 'somebody@example.test', email_verified: false })
  expect((await signInAs(university, unverified, { signUp: true })).errors).toMatchObject([
    { code: 'UNAUTHENTICATED' },
  ])
})
