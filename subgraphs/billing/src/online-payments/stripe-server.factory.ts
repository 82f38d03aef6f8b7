import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { StripeSettings } from '@vetgraph/kit/settings'
import Stripe from 'stripe'

interface Intent {
  id: string
  object: 'payment_intent'
  client_secret: string
  status: string
  amount: number
  amount_received: number
  currency: string
  description: string | null
  metadata: Record<string, string>
}

interface Refund {
  id: string
  object: 'refund'
  payment_intent: string
  amount: number
  status: 'succeeded'
  metadata: Record<string, string>
}

/** `metadata[key]=value` as Stripe’s clients send it. */
const metadataOf = (form: URLSearchParams) =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1]
      return key ? [[key, value]] : []
    }),
  )

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: { type: string; code?: string; message: string },
  ) {
    super(body.message)
  }
}

const refusal = (code: string) => new Refusal(400, { type: 'invalid_request_error', code, message: code })

/** Speaks as much of Stripe’s protocol as payments and refunds need, and signs events by Stripe’s own client. */
export class StripeServer {
  readonly intents = new Map<string, Intent>()
  readonly refunds: Refund[] = []
  /** The keys are forgotten by `forget`, as Stripe does after a day. */
  private readonly answered = new Map<string, unknown>()
  private readonly server = createServer((request, response) => {
    this.answer(request).then(
      (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      (error: unknown) => {
        const { status, body } =
          error instanceof Refusal ? error : new Refusal(500, { type: 'api_error', message: String(error) })
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: body }))
      },
    )
  })
  private count = 0
  /** How many of the next requests are carried out, but not answered. */
  lost = 0
  settings!: StripeSettings

  static async open() {
    const stripe = new StripeServer()
    await new Promise<void>((done) => stripe.server.listen(0, '127.0.0.1', done))
    const { port } = stripe.server.address() as AddressInfo
    stripe.settings = {
      secretKey: 'sk_test_key',
      publishableKey: 'pk_test_key',
      webhookSecret: 'whsec_of_the_hospital',
      apiBase: `http://127.0.0.1:${port}`,
    }
    return stripe
  }

  close() {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(done))
  }

  forget() {
    this.answered.clear()
  }

  /** The only one that was begun for a payment. */
  intentOf(onlinePaymentId: string) {
    const found = [...this.intents.values()].filter(
      ({ metadata }) => metadata['onlinePaymentId'] === onlinePaymentId,
    )
    if (found.length !== 1) throw new Error(`${found.length} intents of payment ${onlinePaymentId}`)
    return found[0]!
  }

  /** What the browser does there with a card that is accepted. */
  pay(onlinePaymentId: string) {
    const intent = this.intentOf(onlinePaymentId)
    if (intent.status !== 'requires_payment_method') throw new Error(`it is ${intent.status}`)
    return Object.assign(intent, { status: 'succeeded', amount_received: intent.amount })
  }

  /** An event of something, signed at a time by whoever has the secret. */
  event(type: string, object: object, { at, secret }: { at: Date; secret?: string }) {
    this.count += 1
    const body = JSON.stringify({ id: `evt_${this.count}`, object: 'event', type, data: { object } })
    return { body, signature: this.sign(body, at, secret) }
  }

  sign(payload: string, at: Date, secret = this.settings.webhookSecret) {
    const timestamp = Math.floor(at.getTime() / 1000)
    return new Stripe('sk_test_key').webhooks.generateTestHeaderString({ payload, secret, timestamp })
  }

  private async answer(request: IncomingMessage) {
    const form = new URLSearchParams(await text(request))
    if (request.headers.authorization !== `Bearer ${this.settings.secretKey}`)
      throw new Refusal(401, { type: 'invalid_request_error', message: 'Invalid API Key' })
    const key = request.headers['idempotency-key']
    const known = typeof key === 'string' && request.method === 'POST' ? key : null
    const answer = (known && this.answered.get(known)) ?? this.handle(request, form)
    if (known) this.answered.set(known, structuredClone(answer))
    if (this.lost > 0) {
      this.lost -= 1
      request.socket.destroy()
    }
    return answer
  }

  private handle({ method, url = '' }: IncomingMessage, form: URLSearchParams): unknown {
    const { pathname, searchParams } = new URL(url, this.settings.apiBase)
    const [, , resource, id, verb] = pathname.split('/')
    if (resource === 'payment_intents' && !id) return this.begin(form)
    if (resource === 'payment_intents') {
      const intent = this.intents.get(id!)
      if (!intent) throw new Refusal(404, { ...refusal('resource_missing').body })
      if (verb === 'cancel') {
        if (['succeeded', 'canceled', 'processing'].includes(intent.status))
          throw refusal('payment_intent_unexpected_state')
        intent.status = 'canceled'
      }
      return intent
    }
    if (method === 'GET') {
      const data = this.refunds.filter((each) => each.payment_intent === searchParams.get('payment_intent'))
      return { object: 'list', url: pathname, has_more: false, data }
    }
    return this.refund(form)
  }

  private begin(form: URLSearchParams): Intent {
    this.count += 1
    const amount = Number(form.get('amount'))
    if (amount < 50) throw refusal('amount_too_small')
    const id = `pi_${this.count}`
    const intent: Intent = {
      id,
      object: 'payment_intent',
      client_secret: `${id}_secret`,
      status: 'requires_payment_method',
      amount,
      amount_received: 0,
      currency: form.get('currency')!,
      description: form.get('description'),
      metadata: metadataOf(form),
    }
    this.intents.set(id, intent)
    return intent
  }

  private refund(form: URLSearchParams): Refund {
    const intent = this.intents.get(form.get('payment_intent')!)!
    const amount = Number(form.get('amount'))
    const given = this.refunds.filter(({ payment_intent }) => payment_intent === intent.id)
    if (given.reduce((sum, each) => sum + each.amount, amount) > intent.amount_received)
      throw refusal('charge_already_refunded')
    this.count += 1
    const refund: Refund = {
      id: `re_${this.count}`,
      object: 'refund',
      payment_intent: intent.id,
      amount,
      status: 'succeeded',
      metadata: metadataOf(form),
    }
    this.refunds.push(refund)
    return refund
  }
}
