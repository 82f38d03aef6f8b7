import { connect, type Socket } from 'node:net'

/** What one slice of load gave. */
export interface Sample {
  requests: number
  seconds: number
  p50: number
  p99: number
}

const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('\r\n0\r\n\r\n')
const errorsKey = Buffer.from('"errors":')

/** A GraphQL request as bytes, so that sending it costs the generator nothing. */
export function requestTo(url: URL, body: object, headers: Readonly<Record<string, string>>): Buffer {
  const json = JSON.stringify(body)
  const lines = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(json)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${json}`)
}

/** Whether the bytes are a whole answer; there is never more than one on the way. */
function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf(headEnd)
  if (end === -1) return false
  const head = answer.toString('latin1', 0, end)
  const [, length] = /^content-length: *(\d+)/im.exec(head) ?? []
  if (length !== undefined) return answer.length >= end + headEnd.length + Number(length)
  return answer.subarray(-lastChunk.length).equals(lastChunk)
}

/** One keep-alive connection that asks again as soon as it is answered. */
export class Connection {
  private received: Buffer | null = null
  private done: ((answer: Buffer) => void) | null = null
  private failed: ((error: Error) => void) | null = null

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true)
    socket.on('data', (chunk) => {
      this.received = this.received ? Buffer.concat([this.received, chunk]) : chunk
      if (!isWhole(this.received)) return
      const answer = this.received
      this.received = null
      this.done?.(answer)
    })
    socket.on('error', (error) => this.failed?.(error))
    socket.on('close', () => this.failed?.(new Error('The server closed the connection.')))
  }

  static open({ hostname, port }: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Connection(socket)))
    })
  }

  ask(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.done = resolve
      this.failed = reject
      this.socket.write(request)
    })
  }

  close() {
    this.done = this.failed = null
    this.socket.destroy()
  }
}

/** Refuses an answer that is not 200 or carries errors: an error is fast. */
export function checked(answer: Buffer) {
  if (answer.toString('latin1', 9, 12) === '200' && !answer.includes(errorsKey)) return
  throw new Error(`The server answered ${answer.toString('utf8').slice(0, 1_500)}`)
}

export const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

/** Keeps so many connections busy for so many seconds. */
export async function load(
  url: URL,
  next: () => Buffer,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Sample> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)))
  const latencies: number[] = []
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  try {
    await Promise.all(
      open.map(async (connection) => {
        for (let asked = performance.now(); asked < endsAt;) {
          checked(await connection.ask(next()))
          const answered = performance.now()
          latencies.push(answered - asked)
          asked = answered
        }
      }),
    )
  } finally {
    for (const connection of open) connection.close()
  }
  const took = (performance.now() - startedAt) / 1000
  latencies.sort((a, b) => a - b)
  return {
    requests: latencies.length,
    seconds: took,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  }
}
