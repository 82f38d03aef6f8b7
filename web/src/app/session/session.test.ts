import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Granted } from './session'

/** Channels of one name hear each other at once. */
class Channel {
  private static readonly open = new Set<Channel>()
  onmessage: ((event: { data: unknown }) => void) | null = null

  constructor(readonly name: string) {
    Channel.open.add(this)
  }

  postMessage(data: unknown) {
    for (const other of Channel.open)
      if (other !== this && other.name === this.name) other.onmessage?.({ data })
  }

  static closeAll() {
    Channel.open.clear()
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  vi.stubGlobal('BroadcastChannel', Channel)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  Channel.closeAll()
})

const minute = 60_000

const granted = (id: string, accessToken: string): Granted => ({
  accessToken,
  expiresIn: 15 * 60,
  user: { id } as Granted['user'],
})

/** Tabs of one browser in which somebody is signed in, and how often they have asked for a new session. */
async function tabsOf(...people: string[]) {
  const asked: string[] = []
  const tabs = []
  for (const id of people) {
    vi.resetModules()
    const { session } = await import('./session')
    session.refreshBy(() => {
      asked.push(id)
      return Promise.resolve(granted(id, `renewed ${asked.length}`))
    })
    session.grant(granted(id, 'first'))
    tabs.push(session)
  }
  return { tabs, asked }
}

test.each([
  ['right', 0],
  ['20 minutes fast', 20 * minute],
  ['a day slow', -24 * 60 * minute],
])('a session is renewed once in its time by a computer whose clock is %s', async (_what, off) => {
  vi.setSystemTime(off)
  const { tabs, asked } = await tabsOf('ada')
  await vi.advanceTimersByTimeAsync(10 * minute)
  expect(asked).toHaveLength(0)
  expect(tabs[0]!.expiresSoon()).toBe(false)
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(asked).toHaveLength(1)
})

test('a clock that is set while a session lasts changes nothing of when it is renewed', async () => {
  const { asked } = await tabsOf('ada')
  await vi.advanceTimersByTimeAsync(5 * minute)
  vi.setSystemTime(24 * 60 * minute)
  await vi.advanceTimersByTimeAsync(5 * minute)
  expect(asked).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(asked).toHaveLength(1)
})

test('six tabs share one renewal, and another person’s tab takes no part', async () => {
  const { tabs, asked } = await tabsOf('ada', 'ada', 'ada', 'ada', 'ada', 'ada', 'ben')
  await vi.advanceTimersByTimeAsync(12 * minute)
  expect(asked.sort()).toEqual(['ada', 'ben'])
  expect(new Set(tabs.slice(0, 6).map((tab) => tab.token())).size).toBe(1)
  expect(tabs[6]!.token()).not.toBe(tabs[0]!.token())
})

test('a screen that was locked is not opened by what another tab has renewed', async () => {
  const { tabs } = await tabsOf('ada', 'ada')
  tabs[1]!.lock()
  await vi.advanceTimersByTimeAsync(12 * minute)
  expect(tabs[1]!.get().phase).toBe('lost')
  expect(tabs[1]!.token()).toBeNull()
})

test.each([
  ['the same person comes back', 'ada', 'hers'],
  ['somebody else takes over', 'ben', null],
])('what needs a token while the screen is locked waits until %s', async (_what, comes, token) => {
  const { tabs } = await tabsOf('ada')
  tabs[0]!.lock()
  const waiting = tabs[0]!.usableToken()
  tabs[0]!.grant(granted(comes, 'hers'))
  expect(await waiting).toBe(token)
})
