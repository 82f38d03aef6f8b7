import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { quantile } from './load.ts'
import type { Operation } from './operations.ts'
import { bench } from './places.ts'
import { cpuOf } from './servers.ts'
import type { Vetgraph } from './vetgraph.ts'

/** How one event reaches so many subscribers of one scope. */
export interface Fanout {
  subscribers: number
  /** Milliseconds from the writing to the receipt. */
  p50: number
  p99: number
  /** Milliseconds of the server's CPU per event, without what the booking itself costs. */
  cpuMs: number
}

const subscription = readFileSync(join(bench, 'operations/live.graphql'), 'utf8')
const events = 20
const opensAtOnce = 50
const maxWait = 2_000
const maxAttempts = 20

/** A subscriber that hands on what it hears and when. */
function subscribe(
  url: string,
  headers: Readonly<Record<string, string>>,
  locationId: string,
  hear: (text: string, at: number) => void,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws')
    socket.once('error', reject)
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: headers })))
    socket.once('message', () => {
      const payload = { query: subscription, operationName: 'Live', variables: { locationId } }
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
      socket.on('message', (data: Buffer) =>
        hear(data.toString(), performance.timeOrigin + performance.now()),
      )
      resolve(socket)
    })
  })
}

async function withSockets<T>(
  count: number,
  open: () => Promise<WebSocket>,
  work: () => Promise<T>,
): Promise<T> {
  const sockets: WebSocket[] = []
  try {
    while (sockets.length < count) {
      const some = Array.from({ length: Math.min(opensAtOnce, count - sockets.length) }, open)
      sockets.push(...(await Promise.all(some)))
    }
    return await work()
  } finally {
    for (const socket of sockets) socket.terminate()
  }
}

interface Event {
  type: string
  payload: { errors?: unknown; data?: { appointmentChanged: { at: string } } }
}

interface Subscribers {
  counts: readonly number[]
  locationId: string
  headers: Readonly<Record<string, string>>
}

/** Books visits one after the other and waits until every subscriber has heard of each. */
export async function fanout(
  { url, announcement, pids }: Vetgraph,
  { counts, locationId, headers }: Subscribers,
  { query, operationName, variablesOf }: Operation,
  lane: number,
): Promise<Fanout[]> {
  let booked = 0
  const book = async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ query, operationName, variables: variablesOf(booked++, lane) }),
    })
    const text = await response.text()
    if (!response.ok || text.includes('"errors":')) throw new Error(`A booking was refused: ${text}`)
  }

  const measure = async (subscribers: number): Promise<Fanout> => {
    let heard: Array<{ text: string; at: number }> = []
    let all = () => {}
    const hear = (text: string, at: number) => {
      if (heard.push({ text, at }) === subscribers) all()
    }
    /** The latencies of one event; null when somebody did not hear of it in time. */
    const one = async (): Promise<number[] | null> => {
      heard = []
      const everybody = new Promise<boolean>((resolve) => {
        const late = setTimeout(() => resolve(false), maxWait)
        all = () => {
          clearTimeout(late)
          resolve(true)
        }
        if (subscribers === 0) all()
      })
      const [reached] = await Promise.all([everybody, book()])
      if (!reached) return null
      return heard.map(({ text, at }) => {
        const { payload } = JSON.parse(text) as Event
        if (!payload.data || payload.errors) throw new Error(`The event has errors: ${text}`)
        return at - Date.parse(payload.data.appointmentChanged.at)
      })
    }
    /** The protocol does not say when a subscription has begun: when everybody hears, all have. */
    const settle = async () => {
      for (let n = 0; n < maxAttempts; n++) if (await one()) return
      throw new Error(`Only ${heard.length} of ${subscribers} hear of an event.`)
    }
    return withSockets(
      subscribers,
      () => subscribe(announcement.ws.replace('localhost', '127.0.0.1'), headers, locationId, hear),
      async () => {
        await settle()
        const before = cpuOf(pids())
        const latencies: number[] = []
        for (let n = 0; n < events; n++) {
          const heardAfter = await one()
          if (!heardAfter) throw new Error(`An event reached ${heard.length} of ${subscribers} subscribers.`)
          latencies.push(...heardAfter)
        }
        const cpuMs = (cpuOf(pids()) - before) / events
        latencies.sort((a, b) => a - b)
        return { subscribers, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), cpuMs }
      },
    )
  }

  await measure(1)
  const alone = await measure(0)
  const results: Fanout[] = []
  for (const count of counts) {
    const result = await measure(count)
    results.push({ ...result, cpuMs: Math.max(0, result.cpuMs - alone.cpuMs) })
  }
  return results
}
