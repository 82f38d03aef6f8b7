import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** A step of a trace as OTLP writes it. */
export interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  service: string
  attributes: Record<string, unknown>
}

interface Otlp {
  resourceSpans: Array<{
    resource: { attributes: Attribute[] }
    scopeSpans: Array<{ spans: Array<Omit<Span, 'service' | 'attributes'> & { attributes: Attribute[] }> }>
  }>
}

interface Attribute {
  key: string
  value: Record<string, unknown>
}

const plain = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

/** Receives traces as an OpenTelemetry collector does, and errors as Sentry does. */
export class Collector {
  /** Everything that was sent, word for word. */
  readonly received: Array<{ path: string; body: string }> = []
  private readonly server = createServer((message, response) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const body = Buffer.concat(chunks)
      const zipped = message.headers['content-encoding'] === 'gzip'
      this.received.push({ path: message.url ?? '', body: String(zipped ? gunzipSync(body) : body) })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })

  static async open(): Promise<Collector> {
    const collector = new Collector()
    await new Promise<void>((done) => collector.server.listen(0, '127.0.0.1', done))
    return collector
  }

  get host() {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  private bodiesAt(path: string): string[] {
    return this.received.filter((sent) => sent.path.startsWith(path)).map(({ body }) => body)
  }

  get spans(): Span[] {
    return this.bodiesAt('/v1/traces')
      .flatMap((body) => (JSON.parse(body) as Otlp).resourceSpans)
      .flatMap(({ resource, scopeSpans }) =>
        scopeSpans
          .flatMap(({ spans }) => spans)
          .map((span) => ({
            ...span,
            service: String(plain(resource.attributes)['service.name']),
            attributes: plain(span.attributes),
          })),
      )
  }

  /** The events of the Sentry envelopes: each is a line of JSON among others. */
  get events(): Array<Record<string, unknown>> {
    return this.bodiesAt('/api/')
      .flatMap((body) => body.split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => 'exception' in line)
  }

  async close() {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }
}
