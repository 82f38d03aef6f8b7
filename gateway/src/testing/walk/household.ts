import { randomUUID } from 'node:crypto'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { agree, examine, file, keepIn, plan, protocol, vaccinate } from './care.ts'
import { hold, readied, request, visit, wait, walkIn } from './diary.ts'
import { converse, remind } from './messages.ts'
import { claim, estimate, forgetCharge, settle } from './money.ts'
import type { WalkHospital } from './hospital.ts'
import { backstage, type Household } from './people.ts'

/** A client who has two pets, visits of every kind, bills, records, consents and an account. */
export async function household(hospital: WalkHospital, word: string, phone: string): Promise<Household> {
  const { sql } = hospital
  const notes = `${backstage}: pays late`
  const email = `${word.toLowerCase()}@clients.test`
  const address = { street: `${word} Road 1`, city: word, postalCode: '1000', region: word, country: 'IE' }
  const { id: ownerId } = await hospital.mutate('createOwner', {
    firstName: word,
    lastName: `${word}son`,
    email,
    phone,
    notes,
    address,
  })
  const pet = (name: string, chip: string) =>
    hospital.mutate('createPet', { ownerId, speciesId: 'dog', name, color: word, notes, microchips: [chip] })
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
    values (${randomUUID()}, ${petId}, 12000, now(), now(), ${hospital.admin.userId})`

  await hospital.do(
    'mutation ($input: EditMyPetInput!) { editMyPet(input: $input) { id } }',
    { input: { id: petId, version: 1, name: `${word}ella` } },
    asRole('OWNER', { userId, ownerId }),
  )
  const alert = { petId, severity: 'SEVERE' }
  await hospital.mutate('addPetAlert', { ...alert, kind: 'ALLERGY', text: `${word} is allergic` })
  await hospital.mutate('addPetAlert', { ...alert, kind: 'BEHAVIOUR', text: `${backstage}: bites` })
  await hospital.mutate('addProblem', { petId, text: `${backstage}: epileptic` })
  await hospital.mutate('recordVitals', { petId, heartRate: 90 })

  // The hospital’s own: substances are of no household.
  const [substance] = await sql`select id from clinical.substances order by id limit 1`
  const [place] = await sql`select id from identity.locations limit 1`
  const prescription = await hospital.mutate('prescribe', {
    petId,
    substanceId: substance!['id'],
    drug: `${word} drops`,
    unit: 'bottle',
    frequency: 'twice a day',
    quantity: 1,
  })
  await hospital.mutate('refillPrescription', { id: prescription.id, locationId: place!['id'] })
  await forgetCharge(hospital, ownerId)
  await sql`
    insert into inventory.prescription_refs (id, authorised, dispensed) values (${prescription.id}, 1000, 0)`
  await sql`
    insert into inventory.dispensings
      (id, prescription_id, pet_id, owner_id, item_id, location_id, quantity, stock_quantity, dispensed_at, dispensed_by)
    select ${randomUUID()}, ${prescription.id}, ${petId}, ${ownerId}, id, ${place!['id'] as string}, 1000, 1000, now(),
      ${hospital.admin.userId}
    from inventory.inventory_items order by id limit 1`

  const called = await hospital.book(petId, { reason: `${word} coughs`, notes })
  await hospital.mutate('cancelAppointment', { id: called, reason: `${backstage}: rude on the telephone` })
  const missed = await hospital.book(petId, { reason: `${word} sneezes`, notes })
  const kept = await visit(hospital, petId, word)
  await hospital.book(petId, { reason: `${word} scratches`, notes })
  // Nobody can have missed what has not begun: the diary's own verb would refuse it.
  await sql`update scheduling.appointments set status = 'NO_SHOW' where id = ${missed}`
  await sql`
    insert into scheduling.appointment_history (id, appointment_id, at, from_status, to_status, action, reason)
    values (${randomUUID()}, ${missed}, now(), 'SCHEDULED', 'NO_SHOW', 'NO_SHOW', ${`${backstage}: again`})`

  const invoiceId = await hospital.eventually(async () => {
    const [row] = await sql`select id from billing.invoices where appointment_id = ${kept}`
    return row?.['id'] as string | undefined
  })
  await settle(hospital, invoiceId, ownerId, word)
  await claim(hospital, { petId, word }, invoiceId)
  await hospital.do('mutation ($id: ID!) { createPayLink(invoiceId: $id) { id } }', { id: invoiceId })
  await estimate(hospital, { ownerId, petId, word })
  await hospital.mutate('createEstimate', {
    ownerId,
    locationId: place!['id'],
    title: `${backstage}: not sent to ${word}`,
    items: [],
  })
  await hospital.step('completeAppointment', await readied(hospital, petId, word), true)
  await walkIn(hospital, petId)
  await wait(hospital, petId, place!['id'] as string)
  await hold(hospital, petId, userId)
  await request(hospital, petId, { word, ownerId, userId })

  await hospital.mutate('createMedicalRecord', { petId, subjective: `${backstage}: draft of ${word}` })
  const signed = await hospital.mutate('createMedicalRecord', {
    petId,
    appointmentId: kept,
    subjective: `${word} limps`,
    assessment: `${word} sprained it`,
  })
  await hospital.mutate('signMedicalRecord', { id: signed.id, version: 1 })
  await hospital.mutate('releaseMedicalRecord', { id: signed.id, released: true })
  await hospital.mutate('addAddendum', { id: signed.id, text: `${word} walks again` })
  await file(hospital, { petId, name: `${word}.jpg`, released: true, isPetPhoto: true })
  await file(hospital, { petId, name: `${word}’s knee.jpg`, released: true, recordId: signed.id })
  await file(hospital, { petId, name: `${backstage}: ${word}.jpg`, released: false })
  await vaccinate(hospital, petId, word)
  await examine(hospital, petId, word)
  await keepIn(hospital, petId, word)
  await agree(hospital, petId, word)
  await plan(hospital, petId)
  const [location] = await hospital.locations()
  await hospital.mutate('declineVaccination', {
    petId,
    locationId: location!.id,
    protocolIds: [await protocol(hospital, 'Rabies')],
    reason: `${backstage}: no money`,
  })
  const [wording] = await hospital.do<Array<{ purpose: string; version: number }>>(
    '{ consentWordings { purpose version } }',
  )
  await hospital.do('mutation ($input: DecideConsentInput!) { decideConsent(input: $input) { purpose } }', {
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
  await remind(hospital, ownerId, petId, word)
  await converse(hospital, { word, ownerId, userId })
  await hospital.do('mutation ($email: String!) { requestPasswordReset(email: $email) }', { email })
  await hospital.eventually(async () => {
    const [mail] = await sql`select id from notifications.mails where recipient = ${email}`
    return mail?.['id'] as string | undefined
  })
  await sql`
    insert into clinical.owner_claims (id, user_id, email, first_name, last_name, phone, created_at)
    values (${randomUUID()}, ${randomUUID()}, ${email}, ${word}, ${`${word}son`}, ${phone}, now())`
  return { word, phone, ownerId, petId, userId }
}

/** What somebody owned or co-owned and does no more: a pet that is another client's now, and one's access that ended (P5). */
export async function former(hospital: WalkHospital, of: Household, { ownerId, petId, word }: Household) {
  const shared = { petId, ownerId: of.ownerId }
  for (const name of ['addCoOwner', 'removeCoOwner']) {
    await hospital.do(`mutation ($input: CoOwnerInput!) { ${name}(input: $input) { id } }`, { input: shared })
  }
  const pet = await hospital.mutate('createPet', {
    ownerId: of.ownerId,
    speciesId: 'dog',
    name: `${word}olf`,
  })
  const record = await hospital.mutate('createMedicalRecord', { petId: pet.id, plan: `${word} stays in` })
  await hospital.mutate('signMedicalRecord', { id: record.id, version: 1 })
  await hospital.mutate('releaseMedicalRecord', { id: record.id, released: true })
  await hospital.book(pet.id, { reason: `${word} is weighed`, notes: backstage })
  await hospital.mutate('transferPet', {
    ...{ id: pet.id, toOwnerId: ownerId, reason: `${backstage}: sold` },
    transferredOn: new Date().toISOString().slice(0, 10),
  })
}
