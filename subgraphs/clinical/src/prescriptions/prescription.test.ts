import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { newId } from '@vetgraph/kit/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPetAlert } from '../alerts/pet-alert.service.ts'
import { PetAlertKind, PetAlertSeverity } from '../alerts/pet-alert.table.ts'
import { aDose, aSubstance } from '../formulary/formulary.factory.ts'
import { addDrugStop } from '../formulary/formulary.service.ts'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { archivePet } from '../pets/status.service.ts'
import { clinical } from '../schema.ts'

const vet = asRole('VET')
const expired = asRole('VET')
const item = newId()

let hospital: TestSubgraph
beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, async (type, ids) =>
    ids.map((id) =>
      type === 'InventoryItem' && id === item
        ? { id, name: 'Ear drops 10 ml', unit: 'bottle', active: true }
        : null,
    ),
  )
  const colleague = { version: 1, name: 'Vet', active: true, isVet: true, ownerId: null }
  await hospital.deliver('user.changed', {
    ...colleague,
    id: vet.userId,
    prescriberNumber: 'IE-4711',
    prescriberExpiresOn: '2026-03-16',
  })
  await hospital.deliver('user.changed', {
    ...colleague,
    id: expired.userId,
    prescriberNumber: 'IE-1',
    prescriberExpiresOn: '2026-03-15',
  })
})
afterAll(() => hospital.close())

const shown = `id drug unit dose frequency quantity repeats authorised dispensed remaining status expiresOn
  prescriberNumber prescriber { id } item { id } overrides { kind reason } version dispenses { quantity dispensedBy { id } }`
const prescribe = `mutation ($input: PrescribeInput!) { prescribe(input: $input) { ${shown} } }`
const update = `mutation ($input: UpdatePrescriptionInput!) { updatePrescription(input: $input) { ${shown} } }`
const refill = `mutation ($input: RefillPrescriptionInput!) { refillPrescription(input: $input) { ${shown} } }`
const cancel = `mutation ($input: CancelPrescriptionInput!) { cancelPrescription(input: $input) { ${shown} cancelReason } }`

interface Shown {
  id: string
  version: number
}

/** What is prescribed in words, with a substance that nothing speaks against. */
const drops = async (petId: string, more: object = {}) => ({
  petId,
  substanceId: (await aSubstance(hospital)).id,
  drug: 'Drops',
  unit: 'bottle',
  frequency: 'twice a day',
  quantity: 1,
  ...more,
})

const prescribed = async (more: object = {}) => {
  const pet = await aPet(hospital)
  const { data, errors } = await hospital.graphql(vet, prescribe, { input: await drops(pet.id, more) })
  expect(errors).toEqual([])
  return { pet, ...(data['prescribe'] as Shown) }
}

const dispense = (id: string, quantity?: number, locationId = newId()) =>
  hospital.graphql(asRole('RECEPTIONIST'), refill, { input: { id, locationId, quantity } })

const count = async () =>
  (await hospital.admin`select count(*)::int as n from clinical.prescriptions`)[0]!['n'] as number

test('a vet prescribes by the formulary: number, unit and dose are kept, audited and told live', async () => {
  const pet = await aPet(hospital)
  await aWeight(hospital, pet.id, 10_000, '2026-03-16T07:00:00Z')
  const dose = await aDose(hospital)
  const live = await hospital.subscribe(
    vet,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { prescriptions { nodes { drug } } } } }',
    { id: pet.id },
  )
  const input = { petId: pet.id, formularyDoseId: dose.id, dose: 2, quantity: 28, repeats: 2 }
  const { data, errors } = await hospital.graphql(vet, prescribe, { input })
  expect(errors).toEqual([])
  expect(data['prescribe']).toMatchObject({
    drug: dose.product,
    unit: 'tablet',
    dose: 2,
    frequency: 'every 12 hours',
    authorised: 84,
    remaining: 84,
    status: 'ACTIVE',
    expiresOn: '2026-09-15',
    prescriberNumber: 'IE-4711',
    prescriber: { id: vet.userId },
    overrides: [],
  })
  const drug = dose.product
  expect((await live.next!())?.data).toEqual({
    petChanged: { pet: { prescriptions: { nodes: [{ drug }] } } },
  })
  expect(await hospital.audited((data['prescribe'] as Shown).id)).toMatchObject([
    { action: 'prescription.create', actorId: vet.userId, after: { drug, quantity: 28, repeats: 2 } },
  ])
})

test('an item of the inventory gives its name and unit; one that is not there is refused', async () => {
  const pet = await aPet(hospital)
  const { drug: _drug, unit: _unit, ...rest } = await drops(pet.id, { itemId: item })
  const { data } = await hospital.graphql(vet, prescribe, { input: rest })
  expect(data['prescribe']).toMatchObject({ drug: 'Ear drops 10 ml', unit: 'bottle', item: { id: item } })
  const unknown = await hospital.graphql(vet, prescribe, { input: { ...rest, itemId: newId() } })
  expect(unknown.errors[0]).toMatchObject({ code: 'NOT_FOUND', field: 'itemId' })
})

test('U2: without a valid prescriber’s number nobody prescribes, changes or writes anything', async () => {
  const pet = await aPet(hospital)
  const before = await count()
  for (const who of [expired, asRole('VET'), asRole('TECHNICIAN')]) {
    const { errors } = await hospital.graphql(who, prescribe, { input: await drops(pet.id) })
    expect(errors[0]?.code).toBe('FORBIDDEN')
  }
  expect(await count()).toBe(before)
})

test.each([
  ['quantity', { quantity: 0 }],
  ['quantity', { quantity: 1.0001 }],
  ['repeats', { repeats: 25 }],
  ['repeats', { repeats: -1 }],
  ['expiresOn', { expiresOn: '2026-03-15' }],
  ['expiresOn', { expiresOn: '2027-06-01' }],
  ['drug', { drug: ' ' }],
  ['frequency', { frequency: null }],
  ['substanceId', { substanceId: null }],
  ['petId', { petId: 'garbage' }],
])('a prescription with a wrong %s is refused and nothing is written', async (field, wrong) => {
  const pet = await aPet(hospital)
  const before = await count()
  const { errors } = await hospital.graphql(vet, prescribe, { input: await drops(pet.id, wrong) })
  expect(errors[0]?.field).toBe(field)
  expect(await count()).toBe(before)
})

test('nothing is prescribed or dispensed for a patient that is archived or has died', async () => {
  const { pet, id } = await prescribed()
  await archivePet(hospital.context(), { id: pet.id, reason: 'Moved' })
  const again = await hospital.graphql(vet, prescribe, { input: await drops(pet.id) })
  expect(again.errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'petId' })
  expect((await dispense(id)).errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' })
  await expect(
    hospital.admin`insert into clinical.dispenses values (${newId()}, ${id}, ${newId()}, 1, ${hospital.now()}, ${newId()})`,
  ).rejects.toThrow('is not valid')
})

test('MR7: everything that speaks against a medicine is listed at once, and each needs a reason that is kept', async () => {
  const pet = await aPet(hospital, { speciesId: 'cat' })
  await aWeight(hospital, pet.id, 5000, '2026-03-16T07:00:00Z')
  const [allergen, drug, running] = [
    await aSubstance(hospital, 'Ampicillin', 'Penicillins'),
    await aSubstance(hospital, 'Amoxicillin', 'Penicillins'),
    await aSubstance(hospital, 'Prednisolone'),
  ]
  const ctx = hospital.context()
  const allergy = { kind: PetAlertKind.ALLERGY, severity: PetAlertSeverity.SEVERE }
  await addPetAlert(ctx, { petId: pet.id, substanceId: allergen.id, ...allergy })
  await addDrugStop(ctx, { substanceId: drug.id, speciesId: 'cat', reason: 'toxic to cats' })
  await addDrugStop(ctx, { substanceId: drug.id, otherSubstanceId: running.id, reason: 'bleeding' })
  await hospital.graphql(vet, prescribe, { input: await drops(pet.id, { substanceId: running.id }) })
  const dose = await aDose(hospital, { substanceId: drug.id, speciesId: 'cat' })
  const input = { petId: pet.id, formularyDoseId: dose.id, dose: 1.5, quantity: 10 }
  const refused = await hospital.graphql(vet, prescribe, { input })
  expect(refused.errors[0]).toMatchObject({ code: 'CONFLICT', field: 'overrides' })
  const stops = refused.errors[0]?.extensions['stops'] as Array<{ id: string; kind: string }>
  const kinds = ['ALLERGY', 'SPECIES', 'MAX_DOSE', 'INTERACTION']
  expect(stops.map(({ kind }) => kind)).toEqual(kinds)
  const typed = await hospital.graphql(
    vet,
    'query ($input: MedicineInput!) { prescriptionStops(input: $input) { id kind } }',
    { input: { petId: pet.id, formularyDoseId: dose.id, dose: 1.5 } },
  )
  expect(typed.data['prescriptionStops']).toEqual(stops.map(({ id, kind }) => ({ id, kind })))
  const overrides = stops.map(({ id }) => ({ stopId: id, reason: 'Nothing else helps' }))
  const three = await hospital.graphql(vet, prescribe, { input: { ...input, overrides: overrides.slice(1) } })
  expect(three.errors[0]?.code).toBe('CONFLICT')
  const { data, errors } = await hospital.graphql(vet, prescribe, { input: { ...input, overrides } })
  expect(errors).toEqual([])
  expect(data['prescribe']).toMatchObject({
    overrides: kinds.map((kind) => ({ kind, reason: 'Nothing else helps' })),
  })
})

test('MR6: a prescription authorises quantity × (repeats + 1); part of it leaves the rest', async () => {
  const { id } = await prescribed({ quantity: 10.5, repeats: 1 })
  expect((await dispense(id)).data['refillPrescription']).toMatchObject({ dispensed: 10.5, remaining: 10.5 })
  expect((await dispense(id, 4.125)).data['refillPrescription']).toMatchObject({ remaining: 6.375 })
  expect((await dispense(id, 7)).errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'quantity',
    extensions: { remaining: 6.375 },
  })
  expect((await dispense(id)).data['refillPrescription']).toMatchObject({
    remaining: 0,
    status: 'USED_UP',
    dispenses: [{ quantity: 10.5 }, { quantity: 4.125 }, { quantity: 6.375 }],
  })
  expect((await dispense(id)).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'id' })
})

test('MR6: of 200 refills at once with three left exactly three succeed', { timeout: 60_000 }, async () => {
  const { id } = await prescribed({ repeats: 2 })
  const answers = await Promise.all(Array.from({ length: 200 }, () => dispense(id)))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(3)
  const codes = new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))
  expect(codes).toEqual(new Set(['CONFLICT']))
  const [row] = await hospital.admin`
    select dispensed::int, (select sum(quantity)::int from clinical.dispenses where prescription_id = p.id) as sum
    from clinical.prescriptions p where id = ${id}`
  expect(row).toEqual({ dispensed: 3000, sum: 3000 })
})

test('MR6: the database itself refuses what is not authorised, and keeps what was dispensed', async () => {
  const { id } = await prescribed()
  const taken = await Promise.allSettled(
    [1, 2, 3, 4].map(
      () =>
        hospital.admin`insert into clinical.dispenses values (${newId()}, ${id}, ${newId()}, 1000, ${hospital.now()}, ${newId()})`,
    ),
  )
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(
    hospital.admin`update clinical.prescriptions set quantity = 9000 where id = ${id}`,
  ).rejects.toThrow('is dispensed or cancelled')
  await expect(hospital.context().db.execute('delete from clinical.prescriptions')).rejects.toThrow()
})

/** A prescription of what is kept in stock, and what inventory tells of it. */
const fromStock = async () => {
  const { id, version, pet } = await prescribed({ itemId: item, quantity: 2, repeats: 1 })
  const facts = {
    prescriptionId: id,
    locationId: newId(),
    stockUnit: 'bottle',
    at: hospital.now().toISOString(),
    actorId: newId(),
  }
  const taken = { ...facts, id: newId(), quantity: 3, stockQuantity: 3 }
  const back = { ...facts, id: newId(), quantity: -1, stockQuantity: 2, replaces: taken.id }
  return { id, version, pet, taken, back }
}

test('MR6: what is kept in stock is dispensed by inventory alone; that is counted also when it crosses a cancellation, and told to billing', async () => {
  const { id, version, pet, taken, back } = await fromStock()
  expect((await dispense(id)).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'id' })
  const less = await hospital.graphql(vet, update, { input: { id, version, repeats: 0 } })
  expect(less.errors[0]).toMatchObject({ code: 'CONFLICT', field: 'quantity' })
  const more = await hospital.graphql(vet, update, { input: { id, version, repeats: 2 } })
  expect(more.data['updatePrescription']).toMatchObject({ authorised: 6 })
  await hospital.graphql(vet, cancel, { input: { id, reason: 'Crossed with the dispensing' } })
  await hospital.deliver('stock.dispensed', taken)
  await hospital.deliver('stock.returned', back)
  const { data } = await hospital.graphql(
    vet,
    `query ($id: ID!) { prescription(id: $id) { dispensed dispenses { quantity } } }`,
    { id },
  )
  expect(data['prescription']).toEqual({ dispensed: 2, dispenses: [{ quantity: 3 }, { quantity: -1 }] })
  const told = await hospital.admin`select payload from vetgraph.deliveries
    where consumer = 'billing' and payload->>'dispenseId' is not null and payload->>'id' = ${id} order by id`
  const facts = { id, petId: pet.id, petName: pet.name, itemId: item, unit: 'bottle' }
  expect(told.map(({ payload }) => payload as unknown)).toMatchObject([
    { ...facts, dispenseId: taken.id, locationId: taken.locationId, quantity: 3 },
    { ...facts, dispenseId: back.id, quantity: 2, replaces: taken.id },
  ])
})

test('a repetition under one key hands out nothing more', async () => {
  const { id } = await prescribed({ repeats: 1 })
  const input = { id, locationId: newId() }
  const reception = asRole('RECEPTIONIST')
  for (const idempotencyKey of ['refill', 'refill'])
    await hospital.graphql(reception, refill, { input }, { idempotencyKey })
  const { data } = await hospital.graphql(vet, `query ($id: ID!) { prescription(id: $id) { remaining } }`, {
    id,
  })
  expect(data).toEqual({ prescription: { remaining: 1 } })
})

test('a prescription changes until something is dispensed; a stale save is a CONFLICT', async () => {
  const { id, version } = await prescribed()
  const change = (input: object) => hospital.graphql(vet, update, { input: { id, version, ...input } })
  expect((await change({ quantity: 2 })).data['updatePrescription']).toMatchObject({
    quantity: 2,
    version: 2,
  })
  expect((await change({ quantity: 3 })).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'version' })
  await dispense(id, 1)
  const late = await hospital.graphql(vet, update, { input: { id, version: 2, quantity: 3 } })
  expect(late.errors[0]).toMatchObject({ code: 'CONFLICT', field: 'id' })
})

test('a cancelled or expired prescription is dispensed no more; what was stays', async () => {
  const { id } = await prescribed({ repeats: 3, expiresOn: '2026-03-16' })
  await dispense(id)
  for (const reason of ['No longer needed', 'Again']) {
    const { data } = await hospital.graphql(vet, cancel, { input: { id, reason } })
    expect(data['cancelPrescription']).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'No longer needed',
      dispensed: 1,
    })
  }
  expect((await dispense(id)).errors[0]).toMatchObject({
    code: 'CONFLICT',
    extensions: { status: 'CANCELLED' },
  })
  const other = await prescribed({ expiresOn: '2026-03-16' })
  hospital.setNow('2026-03-17T08:00:00.000Z')
  const late = await dispense(other.id)
  hospital.setNow('2026-03-16T08:00:00.000Z')
  expect(late.errors[0]).toMatchObject({ code: 'CONFLICT', extensions: { status: 'EXPIRED' } })
})

test('B13: billing hears of what is prescribed, handed out and cancelled, with the location and the pet’s name', async () => {
  const here = newId()
  await hospital.deliver('location.changed', {
    id: here,
    version: 1,
    name: 'Harbour Street',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    active: true,
    openingHours: [],
    taxRate: 2000,
    ...usualPolicies,
  })
  const { id, pet } = await prescribed({ locationId: here })
  await dispense(id, 1, here)
  await hospital.graphql(vet, cancel, { input: { id, reason: 'Mistake' } })
  const told = (await hospital.emitted()).filter(
    ({ task, payload }) => task.startsWith('billing:prescription') && payload['id'] === id,
  )
  const facts = { petId: pet.id, petName: pet.name, ownerId: pet.ownerId, drug: 'Drops', unit: 'bottle' }
  expect(told).toMatchObject([
    { task: 'billing:prescription.created', payload: { ...facts, locationId: here } },
    { task: 'billing:prescription.dispensed', payload: { ...facts, locationId: here, quantity: 1 } },
    { task: 'billing:prescription.cancelled', payload: facts },
  ])
  const input = await drops(pet.id, { locationId: newId() })
  expect((await hospital.graphql(vet, prescribe, { input })).errors[0]).toMatchObject({
    code: 'NOT_FOUND',
    field: 'locationId',
  })
})

test('AU4: an owner sees the own household’s prescriptions, without what staff noted, and no other’s', async () => {
  const { pet, id } = await prescribed()
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const list = `query ($id: ID!, $petId: ID!) { prescription(id: $id) { drug cancelReason overrides { reason } }
    prescriptions(filter: { petId: $petId, active: true }) { nodes { id } totalCount }
    pet(id: $petId) { prescriptions { nodes { id } } } }`
  await hospital.graphql(vet, cancel, { input: { id: (await prescribed()).id, reason: 'Mistake' } })
  const variables = { id, petId: pet.id }
  expect((await hospital.graphql(owner, list, variables)).data).toEqual({
    prescription: { drug: 'Drops', cancelReason: null, overrides: [] },
    prescriptions: { nodes: [{ id }], totalCount: 1 },
    pet: { prescriptions: { nodes: [{ id }] } },
  })
  const stranger = asRole('OWNER', { ownerId: newId() })
  expect((await hospital.graphql(stranger, list, variables)).data).toEqual({
    prescription: null,
    prescriptions: { nodes: [], totalCount: 0 },
    pet: null,
  })
})

test('prescriptions whose repeats run out are found', async () => {
  const { pet, id } = await prescribed({ repeats: 1 })
  const find =
    'query ($petId: ID!) { prescriptions(filter: { petId: $petId, runningOut: true }) { nodes { id } } }'
  const found = async () => (await hospital.graphql(vet, find, { petId: pet.id })).data['prescriptions']
  expect(await found()).toEqual({ nodes: [] })
  await dispense(id)
  expect(await found()).toEqual({ nodes: [{ id }] })
})
