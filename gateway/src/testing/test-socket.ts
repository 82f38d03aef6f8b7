import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

interface Frame {
  type: string
  id?: string
  payload?: unknown
}

/** A client that speaks the protocol frame by frame. */
export class TestSocket {
  private readonly frames: Frame[] = []
  private waiting: ((frame: Frame) => void) | null = null
  readonly closed: Promise<{ code: number; reason: string }>

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString()) as Frame
      if (this.waiting) {
        this.waiting(frame)
        this.waiting = null
      } else this.frames.push(frame)
    })
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
      socket.on('error', () => resolve({ code: -1, reason: 'refused' }))
    })
  }

  /** Connects; signs in unless the parameters are null. */
  static async open(
    url: string,
    params: object | null,
    options: { origin?: string; headers?: Record<string, string> } = {},
  ): Promise<TestSocket> {
    const socket = new TestSocket(new WebSocket(url, 'graphql-transport-ws', options))
    onTestFinished(() => socket.socket.terminate())
    await Promise.race([new Promise((done) => socket.socket.once('open', done)), socket.closed])
    if (params && socket.socket.readyState === WebSocket.OPEN) {
      socket.send({ type: 'connection_init', payload: params })
      const acknowledged = socket.next()
      await Promise.race([acknowledged, socket.closed])
    }
    return socket
  }

  send(frame: object | string) {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}, extensions: object = {}) {
    this.send({ id, type: 'subscribe', payload: { query, variables, extensions } })
  }

  next(): Promise<Frame> {
    const frame = this.frames.shift()
    if (frame) return Promise.resolve(frame)
    return new Promise((resolve) => {
      this.waiting = resolve
    })
  }

  get pending() {
    return this.frames.length
  }
}

/** Waits for what becomes true by itself soon. */
export async function eventually(condition: () => boolean) {
  const deadline = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`did not become true: ${String(condition)}`)
    await new Promise((done) => setTimeout(done, 10))
  }
}
