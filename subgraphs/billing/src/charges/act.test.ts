import type { AppointmentFacts, VaccinationFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ActKind, InvoiceItemKind, TaxClass } from '../prices/service.table.ts'
import { billing } from '../schema.ts'
import { aDraft, aLocation, aPrice, askPeer, aService, aVisit } from '../testing.ts'
import { checkCharges } from './check.service.ts'

let hospital: TestSubgraph
const receptionist = asRole('RECEPTIONIST')

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

const dose = (
  { petId, petName, ownerId, locationId }: AppointmentFacts,
  appointmentId: string | null,
): VaccinationFacts => ({
  id: newId(),
  version: 1,
  petId,
  petName,
  ownerId,
  locationId,
  appointmentId,
  vetId: newId(),
  productId: newId(),
  productName: 'Nobivac DHP',
  lot: 'A1',
  givenOn: '2026-03-16',
})

const given = (facts: VaccinationFacts) => hospital.deliver('vaccination.given', facts)
const retracted = (facts: VaccinationFacts) =>
  hospital.deliver('vaccination.retracted', { ...facts, reason: 'Wrong patient' })

/** The lines of an owner's invoices that are not void. */
const linesOf = async (ownerId: string) =>
  [
    ...(await hospital.admin`
      select v.status, i.description, i.quantity::int, i.gross::int, i.needs_price, i.act_id, v.id as invoice_id
      from billing.invoices v join billing.invoice_items i on i.invoice_id = v.id
      where v.owner_id = ${ownerId} and v.status <> 'VOID' order by v.created_at, v.id, i.position`),
  ] as unknown as Array<{ description: string; act_id: string | null; invoice_id: string }>

const unbilled = async (filter: Record<string, unknown>, viewer = receptionist) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($filter: UnbilledActFilter) { unbilledActs(filter: $filter) {
      totalCount nodes { id kind description quantity petName day pet { id } appointment { id } } } }`,
    { filter },
  )
  return { errors, ...(data['unbilledActs'] as { totalCount: number; nodes: Array<{ id: string }> }) }
}

const says = (verb: string, type: string, input: object, { viewer = receptionist, key = newId() } = {}) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { id ${verb === 'waiveCharge' ? 'waivedReason waivedBy { id }' : 'version items { actId description }'} } }`,
    { input },
    { idempotencyKey: key },
  )
const waive = (actId: string, reason = 'Goodwill', options = {}) =>
  says('waiveCharge', 'WaiveChargeInput', { actId, reason }, options)
const charge = (input: object, options = {}) => says('chargeActs', 'ChargeActsInput', input, options)

test('B13: what is done at a visit is charged with it when it is completed, each by its entry of the price list', async () => {
  const visit = await aVisit(hospital)
  const facts = dose(visit, visit.id)
  await aPrice(hospital, { locationId: visit.locationId, typeId: facts.productId }, { amount: 2500 })
  await hospital.admin`update billing.services set appointment_type_id = null, product_id = ${facts.productId},
    name = 'Nobivac DHP, dose' where id = ${facts.productId}`
  await hospital.deliver('appointment.booked', { ...visit, version: 1 })
  await given(facts)
  expect(await linesOf(visit.ownerId)).toEqual([])
  expect((await unbilled({ ownerId: visit.ownerId })).nodes).toMatchObject([
    { id: facts.id, kind: 'VACCINATION', quantity: 1, appointment: { id: visit.id }, day: '2026-03-16' },
  ])
  await hospital.deliver('appointment.completed', visit)
  expect(await linesOf(visit.ownerId)).toMatchObject([
    { description: 'Check-up', act_id: visit.id, gross: 7800 },
    { description: 'Nobivac DHP, dose', act_id: facts.id, gross: 3000, needs_price: false },
  ])
  expect(await unbilled({ ownerId: visit.ownerId })).toMatchObject({ totalCount: 0 })
})

test('B13: a vaccination is charged once however often it is told, and its retraction takes the line off the draft', async () => {
  const { visit } = await aDraft(hospital)
  const facts = dose(visit, visit.id)
  await Promise.all(Array.from({ length: 6 }, () => given(facts)))
  expect(await linesOf(visit.ownerId)).toMatchObject([
    { act_id: visit.id },
    { act_id: facts.id, description: 'Nobivac DHP', gross: 0, needs_price: true },
  ])
  await retracted(facts)
  await given(facts)
  expect(await linesOf(visit.ownerId)).toMatchObject([{ act_id: visit.id }])
  expect(await unbilled({ ownerId: visit.ownerId })).toMatchObject({ totalCount: 0 })
  await hospital.deliver('appointment.reopened', { ...visit, version: 6 })
  expect(await linesOf(visit.ownerId)).toHaveLength(1)
})

test('B13: undoing a completion gives back what the visit charged, and completing again charges it once', async () => {
  const visit = await aVisit(hospital)
  const facts = dose(visit, visit.id)
  await given(facts)
  await hospital.deliver('appointment.completed', visit)
  await hospital.deliver('appointment.reopened', { ...visit, version: 6 })
  expect(await linesOf(visit.ownerId)).toEqual([])
  expect((await unbilled({ ownerId: visit.ownerId })).nodes).toMatchObject([{ id: facts.id }])
  await hospital.deliver('appointment.completed', { ...visit, version: 7 })
  expect((await linesOf(visit.ownerId)).map(({ act_id }) => act_id)).toEqual([visit.id, facts.id])
})

test('AP6: the pets of a household visit are charged by one invoice, which each of their visits shows', async () => {
  const together = { householdVisitId: newId() }
  const first = await aVisit(hospital, together)
  const { ownerId, locationId, typeId } = first
  const second = await aVisit(hospital, { ...together, ownerId, locationId, typeId, petName: 'Max' })
  const other = await aVisit(hospital, { ownerId, locationId, typeId, petName: 'Felix' })
  for (const visit of [first, second, other]) await hospital.deliver('appointment.completed', visit)
  const lines = await linesOf(ownerId)
  expect(lines.map(({ act_id }) => act_id)).toEqual([first.id, second.id, other.id])
  const [together1, together2, alone] = lines.map(({ invoice_id }) => invoice_id)
  expect(together2).toBe(together1)
  expect(alone).not.toBe(together1)
  const { data } = await hospital.graphql(
    receptionist,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Appointment { invoice { id pet { id } } } } }`,
    { of: [first, second, other].map(({ id }) => ({ __typename: 'Appointment', id })) },
  )
  expect(data['_entities']).toEqual([
    { invoice: { id: together1, pet: null } },
    { invoice: { id: together1, pet: null } },
    { invoice: { id: alone, pet: { id: other.petId } } },
  ])
  await hospital.deliver('appointment.reopened', { ...second, version: 6 })
  expect((await linesOf(ownerId)).map(({ act_id }) => act_id)).toEqual([first.id, other.id])
  await hospital.deliver('appointment.completed', { ...second, version: 7 })
  await hospital.deliver('appointment.reopened', { ...first, version: 6 })
  expect((await linesOf(ownerId)).map(({ act_id }) => act_id)).toEqual([second.id, other.id])
})

test('B13: outside a visit a vaccination drafts an invoice, its retraction voids it, and a visit of that day continues it', async () => {
  const visit = await aVisit(hospital)
  const alone = dose(visit, null)
  await given(alone)
  expect(await linesOf(visit.ownerId)).toHaveLength(1)
  await retracted(alone)
  expect(await linesOf(visit.ownerId)).toEqual([])
  const second = dose(visit, null)
  await given(second)
  await hospital.deliver('appointment.completed', visit)
  const lines = await linesOf(visit.ownerId)
  expect(lines.map(({ act_id }) => act_id)).toEqual([second.id, visit.id])
  expect(new Set(lines.map(({ invoice_id }) => invoice_id)).size).toBe(1)
  await hospital.deliver('appointment.reopened', { ...visit, version: 6 })
  expect((await linesOf(visit.ownerId)).map(({ act_id }) => act_id)).toEqual([second.id])
})

test('B13: a stay is charged once by its nights when the patient goes home, and a day without a night as one', async () => {
  const location = await aLocation(hospital)
  await aService(hospital, { id: newId(), name: 'Hospital night', chargesFor: ActKind.STAY })
  const stay = {
    ...{ id: newId(), petId: newId(), petName: 'Bella', ownerId: newId(), locationId: location.id },
    ...{ appointmentId: null, from: '2026-03-27', to: '2026-03-30', treatments: [] },
  }
  await Promise.all([1, 2, 3].map(() => hospital.deliver('in-patient.discharged', stay)))
  await hospital.deliver('in-patient.discharged', { ...stay, id: newId(), from: '2026-03-30' })
  expect(await linesOf(stay.ownerId)).toMatchObject([
    { description: 'Hospital night: Stay from 27 Mar 2026 to 30 Mar 2026', quantity: 3000 },
    { description: 'Hospital night: Stay on 30 Mar 2026', quantity: 1000 },
  ])
})

test('B13: what was given during a stay is charged with its nights, as often as it was given, by the entry its order names', async () => {
  const location = await aLocation(hospital)
  await aService(hospital, { id: newId(), name: 'Hospital night', chargesFor: ActKind.STAY })
  const injection = await aService(hospital, { id: newId(), name: 'Injection' })
  const treatments = [
    { id: newId(), name: 'Maropitant', serviceId: injection.id, given: 3 },
    { id: newId(), name: 'Bandage', serviceId: newId(), given: 1 },
  ]
  const stay = {
    ...{ id: newId(), petId: newId(), petName: 'Bella', ownerId: newId(), locationId: location.id },
    ...{ appointmentId: null, from: '2026-03-27', to: '2026-03-28', treatments },
  }
  await Promise.all([1, 2, 3].map(() => hospital.deliver('in-patient.discharged', stay)))
  const lines = await linesOf(stay.ownerId)
  expect(lines).toMatchObject([
    { description: 'Hospital night: Stay from 27 Mar 2026 to 28 Mar 2026', quantity: 1000 },
    { description: 'Injection', quantity: 3000, act_id: treatments[0]!.id },
    // Its entry was retired: a line without a price asks for one.
    { description: 'Bandage', quantity: 1000, act_id: treatments[1]!.id },
  ])
  expect(new Set(lines.map(({ invoice_id }) => invoice_id)).size).toBe(1)
})

test('B13: a laboratory panel is charged once when it is ordered, and taken back when it is cancelled', async () => {
  const location = await aLocation(hospital)
  const { id: serviceId } = await aService(hospital, { id: newId(), name: 'Blood count' })
  const patient = { petId: newId(), petName: 'Bella', ownerId: newId(), locationId: location.id }
  const [first, second] = [newId(), newId()].map((id) => ({
    ...patient,
    id,
    serviceId,
    panelName: 'Blood count',
  }))
  await Promise.all([1, 2].map(() => hospital.deliver('lab-test.ordered', first!)))
  await hospital.deliver('lab-test.ordered', second!)
  expect((await linesOf(patient.ownerId)).map(({ act_id }) => act_id)).toEqual([first!.id, second!.id])
  await hospital.deliver('lab-test.cancelled', { id: first!.id, ownerId: patient.ownerId })
  await hospital.deliver('lab-test.cancelled', { id: newId(), ownerId: patient.ownerId })
  expect((await linesOf(patient.ownerId)).map(({ act_id }) => act_id)).toEqual([second!.id])
})

test('B13: what is handed out of a prescription is charged each time by quantity; prescribing by its fee, until it is cancelled', async () => {
  const location = await aLocation(hospital)
  const fee = await aService(hospital, { id: newId(), name: 'Prescribing', chargesFor: ActKind.PRESCRIPTION })
  const item = newId()
  await aService(hospital, {
    id: newId(),
    name: 'Meloxicam, per ml',
    productId: item,
    kind: InvoiceItemKind.MEDICATION,
    taxClass: TaxClass.ZERO,
  })
  const prescription = {
    id: newId(),
    petId: newId(),
    petName: 'Bella',
    ownerId: newId(),
    itemId: item,
    drug: 'Meloxicam',
    unit: 'ml',
    authorised: 10,
  }
  const { ownerId } = prescription
  await hospital.deliver('prescription.created', { ...prescription, locationId: null })
  expect(await linesOf(ownerId)).toEqual([])
  await hospital.deliver('prescription.created', { ...prescription, locationId: location.id })
  for (const dispenseId of [newId(), newId()]) {
    const handedOut = { ...prescription, dispenseId, locationId: location.id, quantity: 2.5 }
    await hospital.deliver('prescription.dispensed', handedOut)
    await hospital.deliver('prescription.dispensed', handedOut)
  }
  expect(await linesOf(ownerId)).toMatchObject([
    { description: 'Prescribing: Meloxicam', quantity: 1000 },
    { description: 'Meloxicam, per ml', quantity: 2500 },
    { description: 'Meloxicam, per ml', quantity: 2500 },
  ])
  await hospital.deliver('prescription.cancelled', prescription)
  expect(await linesOf(ownerId)).toHaveLength(2)
  await hospital.admin`update billing.services set charges_for = null where id = ${fee.id}`
})

test('B13: when dispensed medicine is brought back the rest is charged, unless the whole is invoiced already', async () => {
  const location = await aLocation(hospital)
  const dispensed = (quantity: number) => ({
    id: newId(),
    petId: newId(),
    petName: 'Bella',
    ownerId: newId(),
    itemId: newId(),
    drug: 'Carprofen 50 mg tablets',
    unit: 'tablet',
    authorised: 30,
    dispenseId: newId(),
    locationId: location.id,
    quantity,
  })
  const first = dispensed(10)
  await hospital.deliver('prescription.dispensed', first)
  const some = { ...first, dispenseId: newId(), quantity: 6, replaces: first.dispenseId }
  for (const event of [some, some]) await hospital.deliver('prescription.returned', event)
  expect(await linesOf(first.ownerId)).toMatchObject([{ act_id: some.dispenseId, quantity: 6000 }])
  const all = { ...first, dispenseId: newId(), quantity: 0, replaces: some.dispenseId }
  await hospital.deliver('prescription.returned', all)
  expect(await linesOf(first.ownerId)).toEqual([])
  expect(await unbilled({ ownerId: first.ownerId })).toMatchObject({ totalCount: 0 })

  const second = dispensed(10)
  await hospital.deliver('prescription.dispensed', second)
  await hospital.admin`update billing.invoice_items set needs_price = false where act_id = ${second.dispenseId}`
  const finalised = await hospital.graphql(
    receptionist,
    `mutation ($id: ID!) { finaliseInvoice(id: $id, basedOnVersion: 1) { id } }`,
    { id: (await linesOf(second.ownerId))[0]!.invoice_id },
  )
  expect(finalised.errors).toEqual([])
  const late = { ...second, dispenseId: newId(), quantity: 6, replaces: second.dispenseId }
  await hospital.deliver('prescription.returned', late)
  expect(await linesOf(second.ownerId)).toMatchObject([{ act_id: second.dispenseId, quantity: 10_000 }])
  expect(await unbilled({ ownerId: second.ownerId })).toMatchObject({ totalCount: 0 })
})

test('B13: a line that is removed from a draft leaves its act unbilled, until it is charged again or waived with a reason', async () => {
  const { visit, id } = await aDraft(hospital)
  const update = await hospital.graphql(
    receptionist,
    `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { version } }`,
    { input: { id, version: 1, items: [] } },
  )
  expect(update.errors).toEqual([])
  expect((await unbilled({ petId: visit.petId, locationId: visit.locationId })).nodes).toMatchObject([
    { id: visit.id, kind: 'VISIT', description: 'Check-up' },
  ])
  const again = await charge({ actIds: [visit.id], invoiceId: id, version: 2 })
  expect(again.errors).toEqual([])
  expect(again.data['chargeActs']).toMatchObject({ id, items: [{ actId: visit.id }] })
  expect((await waive(visit.id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'actId' }])
  const voided = await hospital.graphql(
    receptionist,
    `mutation ($id: ID!) { voidInvoice(id: $id, basedOnVersion: 3) { id } }`,
    { id },
  )
  expect(voided.errors).toEqual([])
  const key = newId()
  for (const answer of [
    await waive(visit.id, 'Warranty', { key }),
    await waive(visit.id, 'Warranty', { key }),
  ]) {
    expect(answer.errors).toEqual([])
    expect(answer.data['waiveCharge']).toMatchObject({
      waivedReason: 'Warranty',
      waivedBy: { id: receptionist.userId },
    })
  }
  expect(await unbilled({ ownerId: visit.ownerId })).toMatchObject({ totalCount: 0 })
  expect((await charge({ actIds: [visit.id] })).errors).toMatchObject([{ code: 'CONFLICT', field: 'actIds' }])
  expect(await hospital.audited(visit.id)).toMatchObject([
    { action: 'charge.waive', after: { reason: 'Warranty' } },
  ])
})

test('B13: an act is charged once, however many desks charge or waive it at once', async () => {
  const visit = await aVisit(hospital)
  const facts = dose(visit, visit.id)
  await given(facts)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, desk) =>
      desk % 4 === 3 ? waive(facts.id) : charge({ actIds: [facts.id] }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  for (const { errors } of answers)
    for (const error of errors) expect(error).toMatchObject({ code: 'CONFLICT' })
  const lines = (await linesOf(visit.ownerId)).length
  const [act] = await hospital.admin`select waived_at from billing.acts where id = ${facts.id}`
  expect(lines + (act!['waived_at'] ? 1 : 0)).toBe(1)
})

test('the acts of another owner or location are charged on no draft of this one', async () => {
  const { id } = await aDraft(hospital)
  const other = await aVisit(hospital)
  const facts = dose(other, other.id)
  await given(facts)
  expect((await charge({ actIds: [facts.id], invoiceId: id, version: 1 })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'invoiceId' },
  ])
  const saved = await hospital.graphql(
    receptionist,
    `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { version } }`,
    {
      input: {
        id,
        version: 1,
        items: [
          { actId: facts.id, description: 'Vaccine', quantity: 1, unitPrice: { amount: 1, currency: 'EUR' } },
        ],
      },
    },
  )
  expect(saved.errors).toMatchObject([{ code: 'NOT_FOUND', field: 'items.0.actId' }])
  expect((await charge({ actIds: [newId()] })).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'actIds' }])
})

test('staff of another location and owners see nothing of what was done here', async () => {
  const visit = await aVisit(hospital)
  await given(dose(visit, visit.id))
  const elsewhere = asRole('RECEPTIONIST', {
    grants: [{ locationId: newId(), permissions: new Set(builtInRoles.RECEPTIONIST.permissions) }],
  })
  expect(await unbilled({ ownerId: visit.ownerId }, elsewhere)).toMatchObject({ totalCount: 0, nodes: [] })
  const client = await unbilled({}, asRole('OWNER', { ownerId: visit.ownerId }))
  expect(client.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('every night it is logged what was done a day ago and is not charged, and what is charged though it was taken back', async () => {
  const visit = await aVisit(hospital)
  await given(dose(visit, visit.id))
  const later = new Date(hospital.now().getTime() + 25 * 3_600_000)
  const said: Array<Record<string, unknown>> = []
  const context = hospital.context()
  const log = { warn: (facts: Record<string, unknown>) => said.push(facts), error: () => {} }
  await checkCharges({ ...context, now: () => later, log: log as never })
  expect(said).toMatchObject([
    { unbilled: expect.arrayContaining([{ locationId: visit.locationId, count: 1 }]) as unknown },
  ])
})
