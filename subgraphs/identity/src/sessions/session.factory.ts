import type { SubgraphRequest, Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { deviceCookie } from '@vetgraph/kit/access/known-device'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import bcrypt from 'bcrypt'
import { hashPassword } from '../passwords/password.service.ts'
import { passwords } from '../passwords/password.table.ts'
import { aUser } from '../users/user.factory.ts'

export const password = 'correct horse battery staple'

let hash: Promise<string> | null = null

const keep = async (hospital: TestSubgraph, userId: string, hash: string) => {
  const ctx = hospital.context()
  await ctx.db.insert(passwords).values({ userId, hash, changedAt: ctx.now() })
}

/** Somebody who can sign in with `password`; hashed once per file. */
export async function anAccount(hospital: TestSubgraph, overrides: Parameters<typeof aUser>[1] = {}) {
  const user = await aUser(hospital, overrides)
  hash ??= hashPassword(hospital.context(), password)
  await keep(hospital, user.id, await hash)
  return user
}

/** The same with another password, hashed as it is typed. */
export async function anAccountWith(hospital: TestSubgraph, given: string) {
  const user = await aUser(hospital)
  await keep(hospital, user.id, await bcrypt.hash(given, 4))
  return user
}

/** What a browser keeps: the refresh cookie's value, as the last answer set it. */
export interface Answered {
  data: Record<string, unknown>
  errors: ReadonlyArray<{ message: string; code: unknown }>
  setCookies: string[]
  cookie: string | undefined
  /** The same of the cookie that makes it a shared workstation. */
  workstation: string | undefined
  /** And of the one by which the browser is known again. */
  device: string | undefined
}

/** Sends an operation as a browser with this refresh cookie, and keeps what the answer sets. */
export async function inBrowser(
  hospital: TestSubgraph,
  query: string,
  variables: Record<string, unknown> = {},
  from: {
    cookie?: string
    workstation?: string
    device?: string
    viewer?: Viewer
    request?: Partial<SubgraphRequest>
  } = {},
): Promise<Answered> {
  const effects = { setCookies: [] as string[] }
  const { data, errors } = await hospital.graphql(from.viewer ?? null, query, variables, {
    requestId: newId(),
    ...from.request,
    effects,
    cookies: {
      vetgraph_refresh: from.cookie,
      vetgraph_workstation: from.workstation,
      [deviceCookie]: from.device,
    },
  })
  const kept = (name: string) =>
    effects.setCookies.flatMap((text) => new RegExp(`^${name}=([^;]*)`).exec(text)?.[1] ?? []).at(-1)
  return {
    data,
    errors,
    setCookies: effects.setCookies,
    cookie: kept('vetgraph_refresh'),
    workstation: kept('vetgraph_workstation'),
    device: kept(deviceCookie),
  }
}

const loginText =
  'mutation($input: LoginInput!) { login(input: $input) { accessToken expiresAt user { id email permissions } } }'

export const signIn = (
  hospital: TestSubgraph,
  input: { email: string; password?: string; code?: string },
  request: Partial<SubgraphRequest> = {},
  device?: string,
) =>
  inBrowser(
    hospital,
    loginText,
    { input: { password, ...input } },
    { request, ...(device ? { device } : {}) },
  )

export const refresh = (hospital: TestSubgraph, cookie?: string) =>
  inBrowser(hospital, 'mutation { refreshSession { accessToken user { id } } }', {}, { cookie })
