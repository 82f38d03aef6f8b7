import { Redis } from 'ioredis'
import type { Logger } from 'pino'

interface Channel {
  onText: (text: string) => void
  onGap: () => void
}

const answersWithin = 1_000
const pingEvery = 10_000

/**
 * Carries the signals of one process by Redis pub/sub. While Redis is away, sending fails at once,
 * and when it is back every channel is told that it may have missed something.
 */
export class RedisSignals {
  private readonly sender: Redis
  private readonly receiver: Redis
  private readonly pinging: NodeJS.Timeout
  /** Resolves when both connections stand or have failed once. */
  private readonly tried: Promise<unknown>
  private readonly channels = new Map<string, Channel>()
  private away = false

  constructor(
    url: string,
    private readonly log: Logger,
  ) {
    const options = {
      autoResubscribe: false,
      commandTimeout: answersWithin,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt: number) => Math.min(1_000, attempt * 100),
    }
    this.sender = new Redis(url, options)
    this.receiver = new Redis(url, options)
    for (const client of [this.sender, this.receiver]) client.on('error', (error) => this.onAway(error))
    this.tried = Promise.all(
      [this.sender, this.receiver].map(
        (client) => new Promise((resolve) => client.once('ready', resolve).once('close', resolve)),
      ),
    )
    this.receiver.on('message', (channel, text) => this.channels.get(channel)?.onText(text))
    this.receiver.on('ready', () => void this.onBack())
    // A connection that died without a word is noticed by its missing pong.
    this.pinging = setInterval(() => {
      if (this.receiver.status === 'ready') this.receiver.ping().catch(() => this.receiver.disconnect(true))
    }, pingEvery).unref()
  }

  /** Hears a channel from now on, or from when Redis can be reached. */
  async listen(channel: string, heard: Channel) {
    this.channels.set(channel, heard)
    await this.tried
    if (this.receiver.status === 'ready') await this.receiver.subscribe(channel).catch(() => {})
  }

  async send(channel: string, text: string) {
    await this.sender.publish(channel, text)
  }

  async unlisten(channel: string) {
    this.channels.delete(channel)
    if (this.receiver.status === 'ready') await this.receiver.unsubscribe(channel).catch(() => {})
  }

  close() {
    clearInterval(this.pinging)
    this.sender.disconnect()
    this.receiver.disconnect()
  }

  private onAway(error: unknown) {
    if (!this.away) this.log.warn({ err: error }, 'Redis (REDIS_URL) is away; PostgreSQL carries the signals')
    this.away = true
  }

  private async onBack() {
    try {
      if (this.channels.size > 0) await this.receiver.subscribe(...this.channels.keys())
    } catch {
      return this.receiver.disconnect(true)
    }
    if (this.away) this.log.warn('Redis carries the signals again')
    this.away = false
    for (const { onGap } of this.channels.values()) onGap()
  }
}
