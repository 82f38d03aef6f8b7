import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A link to a subgraph that can stop responding as a frozen process does: connections stay open, nothing arrives. */
export class QuietLine {
  private silent = false
  private givenUp: () => void = () => {}
  private readonly open = new Set<Socket>()

  private constructor(
    private readonly server: Server,
    private readonly behind: URL,
  ) {}

  static async to(url: string): Promise<QuietLine> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const line = new QuietLine(server, new URL(url))
    server.on('connection', (socket) => line.carry(socket))
    return line
  }

  get url() {
    const { port } = this.server.address() as AddressInfo
    return `http://127.0.0.1:${port}${this.behind.pathname}`
  }

  /** Resolves when the caller has given up a connection. */
  async silence() {
    this.silent = true
    await new Promise<void>((resolve) => {
      this.givenUp = resolve
    })
  }

  speak() {
    this.silent = false
  }

  async close() {
    for (const socket of this.open) socket.destroy()
    this.server.close()
    await once(this.server, 'close')
  }

  private carry(caller: Socket) {
    const callee = connect(Number(this.behind.port), this.behind.hostname)
    this.open.add(caller)
    caller.on('data', (data) => this.silent || callee.write(data))
    callee.on('data', (data) => this.silent || caller.write(data))
    for (const [socket, other] of [
      [caller, callee],
      [callee, caller],
    ] as const) {
      socket.on('error', () => other.destroy())
      socket.on('close', () => other.destroy())
    }
    caller.on('close', () => {
      this.open.delete(caller)
      if (this.silent) this.givenUp()
    })
  }
}
