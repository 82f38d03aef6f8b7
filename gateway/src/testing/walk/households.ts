import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { connect } from '@vetgraph/kit/database/connect'
import { drawnSignature } from '@vetgraph/kit/demo/signature'
import { pino } from 'pino'
import { type SubgraphRequest, systemRequest, type Viewer } from '@vetgraph/kit/context'
import { settingsFrom } from '@vetgraph/kit/settings'
import { asRole, cloneDatabase, requestOf, temporaryData } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import { compose } from '../../compose.ts'
import { RateLimits } from '../../edge/rate-limits.ts'
import { type Gateway, openGateway } from '../../gateway.ts'
import { Graph, isRefusal } from '../../graph.ts'
import type { Result } from '../../link.ts'
import { Registered } from '../../operations/registered.ts'
import { Sessions } from '../../session.ts'
import { loadDefinitions } from '../../definitions.ts'
import { Subgraphs } from '../../subgraphs.ts'
import type { Subscriber } from '../../subscriptions/subscriber.ts'
import { publicKeys } from '../test-tokens.ts'

/** What staff write for each other; no client ever reads it. */
export const backstage = 'Backstage'

/** A household and its people, told apart by a word that stands in all that is written of them. */
export interface Household {
  word: string
  phone: string
  ownerId: string
  petId: string
  userId: string
}

/** The real six subgraphs in one process, with a small hospital in them. */
export class WalkHospital {
  private constructor(
    readonly sql: postgres.Sql,
    readonly subgraphs: Subgraphs,
    readonly graph: Graph,
    readonly gateway: Gateway,
    readonly admin: Viewer,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<WalkHospital> {
    const database = await cloneDatabase()
    const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
    const local = await loadDefinitions()
    const data = temporaryData()
    const settings = settingsFrom({ DATA_DIR: data.directory }, 'http://hospital.test')
    const subgraphs = new Subgraphs({ placement: { local, remote: {} }, database, settings, log })
    await subgraphs.start()
    for (const runtime of subgraphs.runtimes) {
      await runtime.definition.demo?.(runtime.contextFor(systemRequest('demo')), { pets: 2, years: 1 })
    }
    const graph = new Graph({
      supergraphSdl: compose(local).supergraph,
      links: subgraphs.links,
      introspection: true,
      planningPause: 0,
      registered: new Registered([]),
      registeredOnly: false,
      rateLimits: new RateLimits({ log, points: {} }),
      log,
    })
    const sessions = new Sessions(new TokenVerifier(publicKeys, subgraphs.endedSessions), log)
    const gateway = await openGateway({
      graph,
      sessions,
      subgraphs,
      oauth: {
        identity: subgraphs.links.get('identity')!,
        rateLimits: new RateLimits({ log, points: {} }),
        publicUrl: 'http://hospital.test',
      },
      webDirectory: null,
      introspection: false,
      sandbox: false,
      allowedOrigins: [],
      hosts: [],
      publicUrl: null,
      trustProxy: false,
      log,
    })
    await new Promise<void>((done) => gateway.server.listen(0, '127.0.0.1', done))
    const sql = connect(database.url, { max: 2, onnotice: () => {} })
    const [row] = await sql`
      update identity.users set prescriber_number = 'W-1', prescriber_expires_on = '2099-12-31'
      where email = 'admin@demo.vet' returning id`
    const admin = asRole('ADMIN', { userId: row!['id'] as string })
    return new WalkHospital(sql, subgraphs, graph, gateway, admin, async () => {
      await Promise.all([database.drop(), data.remove()])
    })
  }

  async close() {
    await this.gateway.close()
    await this.subgraphs.stop()
    await this.sql.end()
    await this.drop()
  }

  private async understand(query: string, request: SubgraphRequest) {
    const operation = await this.graph.understand({ query }, request)
    if (isRefusal(operation)) throw new Error(`${operation.errors[0]?.message}\n${query}`)
    return operation
  }

  /** Runs an operation as the gateway does for a client. */
  async ask(viewer: Viewer | null, query: string, variables: Record<string, unknown> = {}) {
    const request = requestOf(viewer, { requestId: 'walk' })
    return this.graph.answer(await this.understand(query, request), variables, request)
  }

  async listen(
    viewer: Viewer | null,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Subscriber | Result> {
    const request = requestOf(viewer, { requestId: 'walk' })
    return this.graph.subscribe(await this.understand(query, request), variables, request)
  }

  /** Runs an operation that must succeed; returns its first field. */
  async do<T = { id: string }>(query: string, variables: Record<string, unknown> = {}, viewer = this.admin) {
    const { data, errors } = await this.ask(viewer, query, variables)
    if (errors) throw new Error(`${JSON.stringify(errors)}\n${query}`)
    return Object.values(data as Record<string, unknown>)[0] as T
  }

  private async mutate<T = { id: string }>(
    name: string,
    input: object,
    inputType = `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
  ) {
    return this.do<T>(`mutation ($input: ${inputType}!) { ${name}(input: $input) { id } }`, { input })
  }

  private async step(name: string, id: string, otherDay = false) {
    const early = otherDay ? ', otherDayReason: "Early"' : ''
    await this.do(`mutation ($id: ID!) { ${name}(id: $id${early}) { id } }`, { id })
  }

  /** When the latest visit of each pet ends: no pet is at two places at one time. */
  private readonly busyUntil = new Map<string, string>()

  /** Books a visit of that pet at the next free time of the first location. */
  async book(petId: string, texts: { reason: string; notes: string }, vetId?: string): Promise<string> {
    const [location] = await this.locations()
    const types = await this.do<Array<{ id: string; category: string }>>(
      '{ appointmentTypes { id category } }',
    )
    const typeId = types.find(({ category }) => category === 'VACCINATION')!.id
    const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const slots = await this.do<Array<{ startsAt: string; endsAt: string; vet: { id: string } }>>(
      'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt endsAt vet { id } } }',
      { input: { locationId: location!.id, typeId, date, days: 14, vetId } },
    )
    const slot = slots.find(({ startsAt }) => startsAt >= (this.busyUntil.get(petId) ?? ''))
    this.busyUntil.set(petId, slot!.endsAt)
    const visit = await this.mutate('bookAppointment', {
      petId,
      typeId,
      locationId: location!.id,
      vetId: slot!.vet.id,
      startsAt: slot!.startsAt,
      ...texts,
    })
    return visit.id
  }

  /** A visit from the first step to the last, with its invoice released. */
  async visit(petId: string, word: string): Promise<string> {
    const id = await this.book(petId, { reason: `${word} limps`, notes: `${backstage}: bites` })
    await this.step('confirmAppointment', id)
    for (const name of ['checkIn', 'start', 'complete']) await this.step(`${name}Appointment`, id, true)
    await this.step('checkOutAppointment', id)
    return id
  }

  /** A client who has two pets, visits of every kind, bills, records, consents and an account. */
  async household(word: string, phone: string): Promise<Household> {
    const { sql } = this
    const notes = `${backstage}: pays late`
    const email = `${word.toLowerCase()}@clients.test`
    const address = { street: `${word} Road 1`, city: word, postalCode: '1000', region: word, country: 'IE' }
    const { id: ownerId } = await this.mutate('createOwner', {
      firstName: word,
      lastName: `${word}son`,
      email,
      phone,
      notes,
      address,
    })
    const pet = (name: string, chip: string) =>
      this.mutate('createPet', { ownerId, speciesId: 'dog', name, color: word, notes, microchips: [chip] })
    const digits = phone.slice(-8)
    const { id: petId } = await pet(`${word}ina`, `9810000${digits}`)
    await pet(`${word}ette`, `9820000${digits}`)
    const userId = randomUUID()
    await sql`
      insert into identity.users (id, first_name, last_name, email, email_verified_at, phone, owner_id, created_at, updated_at)
      values (${userId}, ${word}, ${`${word}son`}, ${email}, now(), ${phone}, ${ownerId}, now(), now())`
    await sql`
      insert into identity.user_roles (user_id, role_id, granted_at)
      select ${userId}, id, now() from identity.roles where key = 'OWNER'`
    await sql`
      insert into identity.sessions (id, user_id, ip, user_agent, created_at, last_used_at, expires_at)
      values (${randomUUID()}, ${userId}, '192.0.2.7', ${word}, now(), now(), now() + interval '1 day')`
    await sql`
      insert into clinical.weights (id, pet_id, grams, measured_at, entered_at, entered_by)
      values (${randomUUID()}, ${petId}, 12000, now(), now(), ${this.admin.userId})`

    await this.do(
      'mutation ($input: EditMyPetInput!) { editMyPet(input: $input) { id } }',
      { input: { id: petId, version: 1, name: `${word}ella` } },
      asRole('OWNER', { userId, ownerId }),
    )
    const alert = { petId, severity: 'SEVERE' }
    await this.mutate('addPetAlert', { ...alert, kind: 'ALLERGY', text: `${word} is allergic` })
    await this.mutate('addPetAlert', { ...alert, kind: 'BEHAVIOUR', text: `${backstage}: bites` })
    await this.mutate('addProblem', { petId, text: `${backstage}: epileptic` })
    await this.mutate('recordVitals', { petId, heartRate: 90 })

    // The hospital’s own: substances are of no household.
    const [substance] = await sql`select id from clinical.substances order by id limit 1`
    const [place] = await sql`select id from identity.locations limit 1`
    const prescription = await this.mutate('prescribe', {
      petId,
      substanceId: substance!['id'],
      drug: `${word} drops`,
      unit: 'bottle',
      frequency: 'twice a day',
      quantity: 1,
    })
    await this.mutate('refillPrescription', { id: prescription.id, locationId: place!['id'] })
    await this.forgetCharge(ownerId)
    await sql`
      insert into inventory.prescription_refs (id, authorised, dispensed) values (${prescription.id}, 1000, 0)`
    await sql`
      insert into inventory.dispensings
        (id, prescription_id, pet_id, owner_id, item_id, location_id, quantity, stock_quantity, dispensed_at, dispensed_by)
      select ${randomUUID()}, ${prescription.id}, ${petId}, ${ownerId}, id, ${place!['id'] as string}, 1000, 1000, now(),
        ${this.admin.userId}
      from inventory.inventory_items order by id limit 1`

    const called = await this.book(petId, { reason: `${word} coughs`, notes })
    await this.mutate('cancelAppointment', { id: called, reason: `${backstage}: rude on the telephone` })
    const missed = await this.book(petId, { reason: `${word} sneezes`, notes })
    const kept = await this.visit(petId, word)
    await this.book(petId, { reason: `${word} scratches`, notes })
    // Nobody can have missed what has not begun: the diary's own verb would refuse it.
    await sql`update scheduling.appointments set status = 'NO_SHOW' where id = ${missed}`
    await sql`
      insert into scheduling.appointment_history (id, appointment_id, at, from_status, to_status, action, reason)
      values (${randomUUID()}, ${missed}, now(), 'SCHEDULED', 'NO_SHOW', 'NO_SHOW', ${`${backstage}: again`})`

    const invoiceId = await this.eventually(async () => {
      const [row] = await sql`select id from billing.invoices where appointment_id = ${kept}`
      return row?.['id'] as string | undefined
    })
    await this.settle(invoiceId, ownerId, word)
    await this.claim({ petId, word }, invoiceId)
    await this.do('mutation ($id: ID!) { createPayLink(invoiceId: $id) { id } }', { id: invoiceId })
    await this.estimate({ ownerId, petId, word })
    await this.mutate('createEstimate', {
      ownerId,
      locationId: place!['id'],
      title: `${backstage}: not sent to ${word}`,
      items: [],
    })
    await this.step('completeAppointment', await this.readied(petId, word), true)
    await this.walkIn(petId)
    await this.wait(petId, place!['id'] as string)
    await this.hold(petId, userId)
    await this.request(petId, { word, ownerId, userId })

    await this.mutate('createMedicalRecord', { petId, subjective: `${backstage}: draft of ${word}` })
    const signed = await this.mutate('createMedicalRecord', {
      petId,
      appointmentId: kept,
      subjective: `${word} limps`,
      assessment: `${word} sprained it`,
    })
    await this.mutate('signMedicalRecord', { id: signed.id, version: 1 })
    await this.mutate('releaseMedicalRecord', { id: signed.id, released: true })
    await this.mutate('addAddendum', { id: signed.id, text: `${word} walks again` })
    await this.file({ petId, name: `${word}.jpg`, released: true, isPetPhoto: true })
    await this.file({ petId, name: `${word}’s knee.jpg`, released: true, recordId: signed.id })
    await this.file({ petId, name: `${backstage}: ${word}.jpg`, released: false })
    await this.vaccinate(petId, word)
    await this.examine(petId, word)
    await this.keepIn(petId, word)
    await this.agree(petId, word)
    await this.plan(petId)
    const [location] = await this.locations()
    await this.mutate('declineVaccination', {
      petId,
      locationId: location!.id,
      protocolIds: [await this.protocol('Rabies')],
      reason: `${backstage}: no money`,
    })
    const [wording] = await this.do<Array<{ purpose: string; version: number }>>(
      '{ consentWordings { purpose version } }',
    )
    await this.do('mutation ($input: DecideConsentInput!) { decideConsent(input: $input) { purpose } }', {
      input: {
        ownerId,
        purpose: wording!.purpose,
        channel: 'EMAIL',
        granted: true,
        wordingVersion: wording!.version,
      },
    })
    await sql`
      insert into notifications.notifications (id, recipient_id, kind, title, body, appointment_id, dedupe_key, created_at)
      values (${randomUUID()}, ${userId}, 'MESSAGE', ${`News for ${word}`}, ${word}, ${kept}, 'walk', now())`
    await this.remind(ownerId, petId, word)
    await this.converse({ word, ownerId, userId })
    await this.do('mutation ($email: String!) { requestPasswordReset(email: $email) }', { email })
    await this.eventually(async () => {
      const [mail] = await sql`select id from notifications.mails where recipient = ${email}`
      return mail?.['id'] as string | undefined
    })
    await sql`
      insert into clinical.owner_claims (id, user_id, email, first_name, last_name, phone, created_at)
      values (${randomUUID()}, ${randomUUID()}, ${email}, ${word}, ${`${word}son`}, ${phone}, now())`
    return { word, phone, ownerId, petId, userId }
  }

  /** What somebody owned or co-owned and does no more: a pet that is another client's now, and one's access that ended (P5). */
  async former(of: Household, { ownerId, petId, word }: Household) {
    const shared = { petId, ownerId: of.ownerId }
    for (const name of ['addCoOwner', 'removeCoOwner']) {
      await this.do(`mutation ($input: CoOwnerInput!) { ${name}(input: $input) { id } }`, { input: shared })
    }
    const pet = await this.mutate('createPet', { ownerId: of.ownerId, speciesId: 'dog', name: `${word}olf` })
    const record = await this.mutate('createMedicalRecord', { petId: pet.id, plan: `${word} stays in` })
    await this.mutate('signMedicalRecord', { id: record.id, version: 1 })
    await this.mutate('releaseMedicalRecord', { id: record.id, released: true })
    await this.book(pet.id, { reason: `${word} is weighed`, notes: backstage })
    await this.mutate('transferPet', {
      ...{ id: pet.id, toOwnerId: ownerId, reason: `${backstage}: sold` },
      transferredOn: new Date().toISOString().slice(0, 10),
    })
  }

  /** An invoice is finalised, paid in part, paid back in part and credited in part. */
  private async settle(invoiceId: string, ownerId: string, word: string) {
    const { items } = await this.do<{ items: Array<{ id: string }> }>(
      'mutation ($id: ID!) { finaliseInvoice(id: $id, basedOnVersion: 1) { items { id } } }',
      { id: invoiceId },
    )
    const paid = await this.pay(ownerId, word)
    await this.mutate('refundPayment', {
      paymentId: paid.id,
      amount: { amount: 100, currency: 'EUR' },
      reason: `${word} paid too much`,
    })
    await this.mutate('creditInvoice', {
      invoiceId,
      items: [{ itemId: items[0]!.id, quantity: 0.1 }],
      reason: `${word} complained`,
    })
  }

  /** An insurer is asked for a finalised invoice. */
  private async claim({ petId, word }: Pick<Household, 'petId' | 'word'>, invoiceId: string) {
    const policy = await this.mutate('createInsurancePolicy', {
      petId,
      insurer: `${word} Mutual`,
      number: `${word}-1`,
      validFrom: '2000-01-01',
    })
    const { items } = await this.do<{ items: Array<{ id: string }> }>(
      'query ($id: ID!) { invoice(id: $id) { items { id } } }',
      { id: invoiceId },
    )
    const { id } = await this.mutate('createInsuranceClaim', {
      invoiceId,
      policyId: policy.id,
      itemIds: items.map((item) => item.id),
      condition: `${word} limps`,
    })
    await this.do('mutation ($id: ID!) { submitInsuranceClaim(id: $id, basedOnVersion: 1) { id } }', { id })
  }

  /** The insurer refuses the claim that waits. */
  private async rejectClaim(ownerId: string, word: string) {
    const { nodes } = await this.do<{ nodes: Array<{ id: string; version: number }> }>(
      'query ($filter: InsuranceClaimFilter!) { insuranceClaims(filter: $filter) { nodes { id version } } }',
      { filter: { ownerId, open: true } },
    )
    for (const { id, version } of nodes)
      await this.mutate('rejectInsuranceClaim', { id, version, reason: `${word} was ill before` })
  }

  /** The hospital's own data, of which everybody hears. */
  private async moveDesk(id: string) {
    const locations = await this.do<Array<{ id: string; version: number }>>('{ locations { id version } }')
    const { version } = locations.find((location) => location.id === id)!
    await this.mutate('updateLocation', { id, version, email: `desk-${randomUUID()}@hospital.test` })
  }

  /** What was handed out is charged by a draft; once that is void it is not charged yet. */
  private async forgetCharge(ownerId: string) {
    const id = await this.eventually(async () => {
      const [row] = await this.sql`select id from billing.invoices where owner_id = ${ownerId}`
      return row?.['id'] as string | undefined
    })
    await this.do('mutation ($id: ID!) { voidInvoice(id: $id, basedOnVersion: 1) { id } }', { id })
  }

  private async pay(ownerId: string, word: string) {
    const [location] = await this.locations()
    return this.mutate('recordPayment', {
      ownerId,
      locationId: location!.id,
      method: 'CARD',
      amount: { amount: 1000, currency: 'EUR' },
      reference: `${word}’s card`,
    })
  }

  /** An estimate that waits for its answer. */
  private async estimate({ ownerId, petId, word }: Pick<Household, 'ownerId' | 'petId' | 'word'>) {
    const [location] = await this.locations()
    const line = { petId, description: `${word} scaling`, quantity: 1 }
    const { id } = await this.mutate('createEstimate', {
      ownerId,
      locationId: location!.id,
      title: `Teeth of ${word}`,
      items: [{ ...line, unitPrice: { amount: 1000, currency: 'EUR' } }],
    })
    await this.do('mutation ($id: ID!) { sendEstimate(id: $id, basedOnVersion: 1) { id } }', { id })
  }

  /** A file on a chart, as an upload leaves it. */
  private async file(file: {
    petId: string
    name: string
    released: boolean
    isPetPhoto?: boolean
    recordId?: string
  }) {
    const by = this.admin.userId
    const { petId, name, released, isPetPhoto = false, recordId = null } = file
    await this.sql`
      insert into clinical.files (id, pet_id, record_id, state, kind, name, type, bytes, sha256, content_key, width, height,
        thumbnail_bytes, is_pet_photo, taken_at, uploaded_by, requested_at, received_at, attached_at, attached_by,
        released_at, released_by)
      values (${randomUUID()}, ${petId}, ${recordId}, 'ATTACHED', 'PHOTO', ${name}, 'JPEG', 9, 'x', ${randomUUID()}, 3, 3,
        9, ${isPetPhoto}, now(), ${by}, now(), now(), now(), ${by},
        ${released ? new Date() : null}, ${released ? by : null})`
  }

  private async protocol(name: string): Promise<string> {
    const protocols = await this.do<Array<{ id: string; name: string }>>(
      '{ vaccinationProtocols(speciesId: "dog") { id name } }',
    )
    return protocols.find((protocol) => protocol.name === name)!.id
  }

  /** A dose that the client says was given elsewhere. */
  private async vaccinate(petId: string, word: string) {
    const [location] = await this.locations()
    await this.mutate('recordVaccination', {
      petId,
      locationId: location!.id,
      elsewhere: true,
      productName: `${word} vaccine`,
      protocolIds: [await this.protocol('Leptospirosis')],
    })
  }

  /** Laboratory results that the client sees, and an order that waits. */
  private async examine(petId: string, word: string) {
    const [location] = await this.locations()
    const [panel] = await this.do<Array<{ id: string; tests: Array<{ id: string }> }>>(
      '{ labPanels { id tests { id } } }',
    )
    const order = { petId, panelId: panel!.id, locationId: location!.id, vetId: await this.someVet() }
    const { id } = await this.mutate('orderLabTest', { ...order, note: `${backstage}: drinks` })
    const values = [{ testId: panel!.tests[0]!.id, text: `${word} is well` }]
    await this.mutate('recordLabResult', { orderId: id, version: 1, values, complete: true })
    await this.mutate('acknowledgeLabResult', { id, version: 3, release: true })
    await this.mutate('orderLabTest', { ...order, note: `${backstage}: eats` })
  }

  /** A patient who stays in the hospital, with a treatment that was given. */
  private async keepIn(petId: string, word: string) {
    const [location] = await this.locations()
    const cage = await this.mutate('saveCage', { locationId: location!.id, ward: 'Dogs', name: word })
    const { id: inPatientId } = await this.mutate('admitPet', {
      ...{ petId, locationId: location!.id, cageId: cage.id, vetId: await this.someVet() },
      reason: `${backstage}: vomits`,
    })
    const treatment = { inPatientId, name: `${backstage}: a drip`, frequency: 'PRN' }
    const { id: treatmentId } = await this.mutate('orderTreatment', treatment)
    await this.mutate('recordTreatment', { treatmentId, outcome: 'GIVEN', note: backstage })
  }

  /** A consent form that was signed and holds no longer, and one that waits. */
  private async agree(petId: string, word: string) {
    const [location] = await this.locations()
    const { id: templateId } = await this.mutate('saveConsentFormTemplate', {
      ...{ name: `Form ${randomUUID()}`, category: 'OTHER', wording: '{{ owner }} agrees.' },
    })
    const form = { petId, templateId, locationId: location!.id }
    const { id } = await this.mutate('prepareConsentForm', { ...form, notes: `${word} may be shorn` })
    const signature = `data:image/png;base64,${drawnSignature().toString('base64')}`
    await this.mutate('signConsentForm', { id, version: 1, signedBy: word, signature })
    await this.mutate('withdrawConsentForm', { id, version: 2, reason: backstage })
    await this.mutate('prepareConsentForm', { ...form, notes: backstage })
  }

  /** A treatment plan that was decided, and one that was withdrawn as it was offered. */
  private async plan(petId: string) {
    const [location] = await this.locations()
    const lines = ['scaling', 'extraction'].map((what) => ({ description: `${backstage}: ${what}` }))
    const wanted = { petId, locationId: location!.id, title: `${backstage}: teeth`, lines }
    const { id } = await this.mutate('createTreatmentPlan', wanted)
    await this.mutate('updateTreatmentPlan', { id, version: 1, title: backstage, lines })
    await this.mutate('offerTreatmentPlan', { id, version: 2 })
    const offered = await this.do<{ lines: Array<{ id: string }> }>(
      'query ($id: ID!) { treatmentPlan(id: $id) { lines { id } } }',
      { id },
    )
    await this.mutate('decideTreatmentPlan', {
      ...{ id, version: 3, signedBy: backstage },
      decisions: offered.lines.map(({ id }, place) =>
        place === 0 ? { lineId: id, accepted: true } : { lineId: id, accepted: false, reason: backstage },
      ),
      followUpOn: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
      signature: `data:image/png;base64,${drawnSignature().toString('base64')}`,
    })
    await this.mutate('followUpTreatmentPlan', { id, version: 4, note: backstage })
    const { id: other } = await this.mutate('createTreatmentPlan', wanted)
    await this.mutate('withdrawTreatmentPlan', { id: other, version: 1, reason: backstage })
  }

  private async handOver(petId: string) {
    const { nodes } = await this.do<{ nodes: Array<{ id: string; version: number }> }>(
      'query ($petId: ID) { inPatients(filter: { petId: $petId }) { nodes { id version } } }',
      { petId },
    )
    await this.mutate('handOverInPatient', { ...nodes[0]!, note: backstage })
  }

  /** A patient who waits for a time, and was offered one. */
  private async wait(petId: string, locationId: string) {
    const [type] = await this.do<Array<{ id: string }>>('{ appointmentTypes { id } }')
    const entry = await this.mutate('addToWaitlist', {
      ...{ petId, locationId, typeId: type!.id, note: `${backstage}: impatient` },
      ...{ firstDay: '2099-01-01', lastDay: '2099-01-31' },
    })
    await this.sql`
      insert into scheduling.slot_offers
        (id, entry_id, owner_id, vet_id, starts_at, ends_at, hash, expires_at, version, created_at, updated_at)
      select ${randomUUID()}, ${entry.id}, owner_id, ${await this.someVet()}, now() + interval '2 days',
        now() + interval '3 days', ${randomUUID()}, now() + interval '1 day', 1, now(), now()
      from scheduling.pet_refs where id = ${petId}`
  }

  /** A visit that the client asks for, and nobody has decided. */
  private async request(petId: string, client: Pick<Household, 'word' | 'ownerId' | 'userId'>) {
    const [location] = await this.locations()
    const types = await this.do<Array<{ id: string; category: string }>>(
      '{ appointmentTypes { id category } }',
    )
    const { word, userId, ownerId } = client
    await this.do(
      'mutation ($input: RequestAppointmentInput!) { requestAppointment(input: $input) { id } }',
      {
        input: {
          ...{ petId, locationId: location!.id, reason: `${word} limps again` },
          typeId: types.find(({ category }) => category === 'SURGERY')!.id,
          day: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
        },
      },
      asRole('OWNER', { userId, ownerId }),
    )
  }

  /** A time far ahead that the client holds, for longer than the walk takes. */
  private async hold(petId: string, userId: string) {
    const [location] = await this.locations()
    const [type] = await this.do<Array<{ id: string }>>('{ appointmentTypes { id } }')
    await this.sql`
      insert into scheduling.slot_holds (id, location_id, pet_id, type_id, vet_id, starts_at, ends_at,
        buffer_before_minutes, buffer_after_minutes, held_by, created_at, expires_at)
      values (${randomUUID()}, ${location!.id}, ${petId}, ${type!.id}, ${randomUUID()}, now() + interval '9 years',
        now() + interval '9 years 10 minutes', 0, 0, ${userId}, now(), now() + interval '1 day')`
  }

  /** The client and the hospital write to each other, and staff about it. */
  private async converse({ word, ownerId, userId }: Pick<Household, 'word' | 'ownerId' | 'userId'>) {
    const send = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id } }'
    await this.do(send, { input: { text: `${word} asks` } }, asRole('OWNER', { userId, ownerId }))
    await this.do(send, { input: { ownerId, text: `${word} is answered` } })
    const [row] = await this.sql`select id from notifications.conversations where owner_id = ${ownerId}`
    await this.mutate('addConversationNote', { conversationId: row!['id'], text: `${backstage}: insists` })
  }

  /** A reminder that stands in the plan. */
  private async remind(ownerId: string, petId: string, word: string) {
    const [location] = await this.locations()
    await this.sql`
      insert into notifications.reminders (id, rule_id, kind, owner_id, pet_id, source_id, pet_name, what,
        location_id, time_zone, due_on, due, step, send_at, send_on, status)
      select ${randomUUID()}, id, kind, ${ownerId}, ${petId}, ${randomUUID()}, ${word}, ${`${word}’s booster`},
        ${location!.id}, 'UTC', current_date + 9, 'walk', -1, now() + interval '8 days', current_date + 8, 'PLANNED'
      from notifications.reminder_rules limit 1`
  }

  /** A patient who came without an appointment, described and triaged by staff. */
  private async walkIn(petId: string) {
    const [location] = await this.locations()
    const [type] = await this.do<Array<{ id: string }>>('{ appointmentTypes { id } }')
    const { id } = await this.mutate('registerWalkIn', {
      locationId: location!.id,
      typeId: type!.id,
      petId,
      vetId: await this.someVet(),
      patientDescription: `${backstage}: wet`,
      broughtBy: `${backstage}: a neighbour`,
    })
    await this.mutate('triageAppointment', { id, version: 1, level: 'GREEN', note: `${backstage}: drunk` })
  }

  /** A visit whose work is nearly done: its invoice will be a draft. */
  private async readied(petId: string, word: string): Promise<string> {
    const id = await this.book(petId, { reason: `${word} itches`, notes: backstage })
    for (const name of ['checkIn', 'start']) await this.step(`${name}Appointment`, id, true)
    return id
  }

  locations() {
    return this.do<Array<{ id: string }>>('{ locations { id } }')
  }

  /** A vet whom visits can be booked with at the first location. */
  async someVet(): Promise<string> {
    const [row] = await this.sql`select id from identity.users where email = 'vet@demo.vet'`
    return row!['id'] as string
  }

  /** What can be heard of: visits come and go, a client moves and signs up, stock is used, somebody is told. */
  async aDay({ petId, ownerId, userId, word }: Household) {
    const vetId = await this.someVet()
    // A test before may have had the client report the death of this pet.
    await this.do('mutation ($input: PetStatusInput!) { undoDeath(input: $input) { id } }', {
      input: { id: petId },
    })
    const called = await this.book(petId, { reason: `${word} sleeps`, notes: backstage }, vetId)
    await this.mutate('cancelAppointment', { id: called, reason: backstage })
    await this.visit(petId, word)
    await this.request(petId, { word, ownerId, userId })
    await this.converse({ word, ownerId, userId })
    const [desk] = await this.locations()
    await this.mutate('sendBulkMessage', {
      ...{ locationId: desk!.id, purpose: 'SERVICE', petIds: [petId] },
      ...{ subject: `${backstage}: closed`, body: `${backstage}: flooded` },
    })
    const { id: recordId } = await this.mutate('createMedicalRecord', { petId, plan: `${word} rests` })
    await this.mutate('signMedicalRecord', { id: recordId, version: 1 })
    await this.mutate('releaseMedicalRecord', { id: recordId, released: true })
    await this.vaccinate(petId, word)
    await this.mutate('recordVitals', { petId, heartRate: 80 })
    await this.pay(ownerId, word)
    await this.rejectClaim(ownerId, word)
    await this.examine(petId, word)
    await this.handOver(petId)
    await this.estimate({ ownerId, petId, word })
    const { version } = await this.do<{ version: number }>(
      'query ($id: ID!) { owner(id: $id) { version } }',
      {
        id: ownerId,
      },
    )
    await this.mutate('updateOwner', { id: ownerId, version, address: { street: `${word} Road 2` } })
    const id = randomUUID()
    await this.sql`
      insert into clinical.owner_claims (id, user_id, email, first_name, last_name, created_at)
      values (${id}, ${randomUUID()}, ${`${word.toLowerCase()}@portal.test`}, ${word}, ${word}, now())`
    await this.mutate('decideOwnerClaim', { id, ownerId })
    const [location, other] = await this.locations()
    const { nodes } = await this.do<{ nodes: Array<{ id: string }> }>(
      '{ inventoryItems(first: 1, filter: { category: SUPPLIES }) { nodes { id } } }',
    )
    const itemId = nodes[0]!.id
    await this.mutate('adjustStock', { itemId, locationId: location!.id, quantity: 1, reason: 'Counted' })
    const held = await this.do<{ nodes: Array<{ id: string }> }>(
      'query ($itemId: ID!, $locationId: ID!) { lots(filter: { itemId: $itemId, locationId: $locationId }) { nodes { id } } }',
      { itemId, locationId: location!.id },
    )
    await this.mutate('transferStock', {
      ...{ lotId: held.nodes.at(-1)!.id, toLocationId: other!.id, quantity: 1, note: backstage },
    })
    const suppliers = await this.do<{ nodes: Array<{ id: string }> }>(
      '{ suppliers(first: 1) { nodes { id } } }',
    )
    await this.mutate('createPurchaseOrder', {
      ...{ locationId: location!.id, supplierId: suppliers.nodes[0]!.id, lines: [] },
    })
    const sheet = await this.mutate('startStocktake', {
      ...{ locationId: location!.id, category: 'MEDICATION' },
    })
    await this.mutate('cancelStocktake', { id: sheet.id, version: 1, reason: backstage })
    await this.moveDesk(location!.id)
    for (const { id } of await this.locations()) {
      await this.mutate('createRoom', { locationId: id, name: `${word}’s room` })
      await this.mutate('createEquipment', { locationId: id, kind: 'LASER', name: `${word}’s laser` })
      await this.mutate('createTill', { locationId: id, name: `${word}’s till` })
      const [firstDay, lastDay] = ['2030-01-01', '2030-01-01']
      await this.mutate('addClosure', { locationId: id, name: `${word}’s feast`, firstDay, lastDay })
    }
    // Types are the hospital's: clients hear of them, whoever made them.
    const name = `Type ${randomUUID()}`
    await this.mutate('createAppointmentType', {
      ...{ name, category: 'GROOMING', durationMinutes: 30, needsRoom: false },
    })
    await this.settled()
  }

  /** Waits for what the worker does. */
  private async eventually<T>(find: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const found = await find()
      if (found !== undefined) return found
      if (Date.now() > deadline) throw new Error(`did not come: ${String(find)}`)
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  /** Until the worker has nothing left to do; e-mail that waits some minutes goes at once, and not in the middle of a walk. */
  settled() {
    return this.eventually(async () => {
      await this.sql`
        update graphile_worker._private_jobs set run_at = now()
        where run_at > now() and locked_at is null and task_id in
          (select id from graphile_worker._private_tasks where identifier like 'notifications:%')`
      const [waiting] = await this
        .sql`select 1 from graphile_worker._private_jobs where locked_at is not null or run_at <= now() limit 1`
      return waiting ? undefined : true
    })
  }
}

/** A client as signed in to the portal. */
export const clientOf = ({ userId, ownerId }: Household): Viewer => asRole('OWNER', { userId, ownerId })
