import { newId } from '@vetgraph/kit/ids'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')

const prescriptions = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (type, ids) =>
    ids.map((id) => (type === 'Prescription' ? (prescriptions.get(id) ?? null) : null)),
  )
})
afterAll(() => hospital.close())

/** A prescription as clinical answers for it. */
function aPrescription(itemId: string | null, more: Record<string, unknown> = {}) {
  const prescription = {
    id: newId(),
    version: 1,
    unit: 'tablet',
    status: 'ACTIVE',
    quantity: 6,
    authorised: 1000,
    dispensed: 0,
    item: itemId && { id: itemId },
    pet: { id: newId(), name: 'Bella', status: 'ACTIVE', owner: { id: newId() } },
    ...more,
  }
  prescriptions.set(prescription.id, prescription)
  return prescription
}

const inDays = (days: number) => addDays(dayOf(hospital.now(), 'Europe/Dublin'), days)

/** An item of which lots have arrived, with the days until they expire. */
async function lots(...arrived: ReadonlyArray<readonly [number: string, quantity: number, days: number]>) {
  const { id: itemId } = await anItem(hospital)
  const locationId = await aLocation(hospital)
  for (const [lotNumber, quantity, days] of arrived)
    await hospital.graphql(
      staff,
      `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { id } }`,
      { input: { itemId, locationId, quantity, lotNumber, expiresOn: inDays(days) } },
    )
  return { itemId, locationId }
}
const threeLots = () => lots(['C', 3, 300], ['A', 10, 30], ['B', 7, 90])

const shown = `id quantity stockQuantity reason lots { quantity broughtBack lot { id number } }`
const run = async (
  verb: 'dispense' | 'returnStock',
  input: object,
  { viewer = staff, idempotencyKey = null as string | null } = {},
) => {
  const type = verb === 'dispense' ? 'DispenseInput' : 'ReturnStockInput'
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} } }`,
    { input },
    { idempotencyKey },
  )
  return { errors, answer: data[verb] as { id: string; lots: Array<{ lot: { id: string } }> } }
}
const dispense = (input: object, options = {}) => run('dispense', input, options)
const bringBack = (input: object, options = {}) =>
  run('returnStock', { to: 'STOCK', reason: 'Not needed any more', ...input }, options)

const leftOf = async (itemId: string) =>
  Object.fromEntries(
    (
      await hospital.admin`select number, on_hand::int as left from inventory.lots where item_id = ${itemId}`
    ).map((lot) => [lot['number'] as string, (lot['left'] as number) / 1000]),
  )

const dispensedOf = async (id: string) =>
  ((await hospital.admin`select dispensed::int as n from inventory.prescription_refs where id = ${id}`)[0]?.[
    'n'
  ] as number) / 1000

const told = async (prescriptionId: string) =>
  (
    await hospital.admin`select event, payload from vetgraph.deliveries
      where payload->>'prescriptionId' = ${prescriptionId} and consumer = 'clinical' order by id`
  ).map(({ payload }) => payload as Record<string, unknown>)

test(
  'I2: of 200 parallel dispensings from lots of 10, 7 and 3 exactly 20 succeed, in the order in which lots expire',
  { timeout: 60_000 },
  async () => {
    const { itemId, locationId } = await threeLots()
    const { id: prescriptionId } = aPrescription(itemId)
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => dispense({ prescriptionId, locationId, quantity: 1 })),
    )
    const refused = answers.flatMap(({ errors }) => errors)
    expect(answers.length - refused.length).toBe(20)
    for (const { code, field, extensions } of refused)
      expect({ code, field, available: extensions['available'] }).toEqual({
        code: 'CONFLICT',
        field: 'quantity',
        available: 0,
      })
    expect(await leftOf(itemId)).toEqual({ A: 0, B: 0, C: 0 })
    const taken = await hospital.admin`
      select l.number from inventory.stock_movements m join inventory.lots l on l.id = m.lot_id
      where m.item_id = ${itemId} and m.kind = 'DISPENSE' order by m.id`
    expect(taken.map(({ number }) => number as string).join('')).toBe('A'.repeat(10) + 'B'.repeat(7) + 'CCC')
    expect(await dispensedOf(prescriptionId)).toBe(20)
  },
)

test('I2: what is dispensed splits over lots, and a form sees of which and how much is there before', async () => {
  const { itemId, locationId } = await threeLots()
  const preview = async (quantity: number) =>
    (
      await hospital.graphql(
        staff,
        `query ($itemId: ID!, $locationId: ID!, $quantity: Float!) {
          stockToDispense(itemId: $itemId, locationId: $locationId, quantity: $quantity) {
            available enough lots { quantity lot { number } } } }`,
        { itemId, locationId, quantity },
      )
    ).data['stockToDispense']
  expect(await preview(12)).toEqual({
    available: 20,
    enough: true,
    lots: [
      { quantity: 10, lot: { number: 'A' } },
      { quantity: 2, lot: { number: 'B' } },
    ],
  })
  expect(await preview(20.5)).toMatchObject({ available: 20, enough: false })
  const { id: prescriptionId, pet } = aPrescription(itemId)
  const { answer, errors } = await dispense({ prescriptionId, locationId, quantity: 12 })
  expect(errors).toEqual([])
  expect(answer).toMatchObject({
    quantity: 12,
    lots: [
      { quantity: 10, broughtBack: 0, lot: { number: 'A' } },
      { quantity: 2, lot: { number: 'B' } },
    ],
  })
  const { data } = await hospital.graphql(
    staff,
    `query ($id: ID!) { inventoryItem(id: $id) { usage { quantity } movements(first: 2) { nodes {
      kind quantity dispensing { pet { id } owner { id } prescription { id } } } } } }`,
    { id: itemId },
  )
  const dispensing = { pet: { id: pet.id }, owner: pet.owner, prescription: { id: prescriptionId } }
  expect(data['inventoryItem']).toEqual({
    usage: [{ quantity: 12 }],
    movements: {
      nodes: [
        { kind: 'DISPENSE', quantity: -2, dispensing },
        { kind: 'DISPENSE', quantity: -10, dispensing },
      ],
    },
  })
  const lacking = await dispense({ prescriptionId, locationId, quantity: 9 })
  expect(lacking.errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'quantity',
    message: 'Only 8 tablet can be taken. Count the shelf and correct the stock first.',
    extensions: { available: 8 },
  })
  expect(await dispensedOf(prescriptionId)).toBe(12)
})

test('MR6: two counters never dispense more than a prescription authorises, with what was handed out before', async () => {
  const { itemId, locationId } = await lots(['A', 100, 30])
  const { id: prescriptionId } = aPrescription(itemId, { authorised: 30, dispensed: 10 })
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => dispense({ prescriptionId, locationId, quantity: 6 })),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(3)
  const refused = answers.flatMap(({ errors }) => errors)
  expect(refused[0]).toMatchObject({ code: 'CONFLICT', field: 'quantity', extensions: { remaining: 2 } })
  const { answer } = await dispense({ prescriptionId, locationId })
  expect(answer).toMatchObject({ quantity: 2 })
  expect((await dispense({ prescriptionId, locationId })).errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'prescriptionId',
    message: 'This prescription is used up.',
  })
  expect(await leftOf(itemId)).toEqual({ A: 80 })
  await expect(
    hospital.admin`insert into inventory.dispensings (id, prescription_id, pet_id, owner_id, item_id, location_id,
        quantity, stock_quantity, dispensed_at, dispensed_by)
      values (${newId()}, ${prescriptionId}, ${newId()}, ${newId()}, ${itemId}, ${locationId}, 1, 1, now(), ${newId()})`,
  ).rejects.toThrow('prescription_refs_within_authorised')
  for (const statement of [
    'update inventory.prescription_refs set dispensed = 0',
    'delete from inventory.dispensings',
  ])
    await expect(hospital.context().db.execute(statement)).rejects.toThrow()
})

test('MR6: an older answer about what a prescription authorises never replaces a later one', async () => {
  const { itemId, locationId } = await lots(['A', 100, 30])
  const prescription = aPrescription(itemId, { authorised: 12, version: 2 })
  const input = { prescriptionId: prescription.id, locationId, quantity: 6 }
  expect((await dispense(input)).errors).toEqual([])
  prescriptions.set(prescription.id, { ...prescription, authorised: 6, version: 1 })
  expect((await dispense(input)).errors).toEqual([])
  prescriptions.set(prescription.id, { ...prescription, authorised: 18, version: 3 })
  expect((await dispense(input)).errors).toEqual([])
  expect((await dispense(input)).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'prescriptionId' })
})

test('nothing is dispensed of what is cancelled or expired, to the dead, or of what is not kept', async () => {
  const { itemId, locationId } = await threeLots()
  const pet = { id: newId(), name: 'Bella', status: 'DECEASED', owner: { id: newId() } }
  for (const [prescription, code] of [
    [aPrescription(itemId, { status: 'CANCELLED' }), 'CONFLICT'],
    [aPrescription(itemId, { status: 'EXPIRED' }), 'CONFLICT'],
    [aPrescription(itemId, { pet }), 'BAD_USER_INPUT'],
    [aPrescription(null), 'BAD_USER_INPUT'],
    [{ id: newId() }, 'NOT_FOUND'],
  ] as const) {
    const { errors } = await dispense({ prescriptionId: prescription.id, locationId })
    expect(errors[0]).toMatchObject({ code, field: 'prescriptionId' })
  }
  const { id: prescriptionId } = aPrescription(itemId)
  expect((await dispense({ prescriptionId, locationId, quantity: -1 })).errors[0]).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'quantity',
  })
  const owner = await dispense({ prescriptionId, locationId }, { viewer: asRole('OWNER') })
  expect(owner.errors[0]).toMatchObject({ code: 'FORBIDDEN' })
  expect(await leftOf(itemId)).toEqual({ A: 10, B: 7, C: 3 })
})

test('I3: an expired lot is not dispensed, and another lot than the first to expire needs a reason (I2)', async () => {
  const { itemId, locationId } = await lots(['OLD', 5, 1], ['A', 10, 30], ['B', 7, 90])
  const { id: prescriptionId } = aPrescription(itemId)
  const idOf = async (number: string) =>
    (
      await hospital.admin`select id from inventory.lots where item_id = ${itemId} and number = ${number}`
    )[0]!['id'] as string
  hospital.setNow('2026-03-20T08:00:00.000Z')
  const old = await dispense({
    prescriptionId,
    locationId,
    quantity: 1,
    lotId: await idOf('OLD'),
    reason: 'Open already',
  })
  const other = { prescriptionId, locationId, quantity: 1, lotId: await idOf('B') }
  const silent = await dispense(other)
  const explained = await dispense({ ...other, reason: 'The owner wants the larger pack' })
  const tooMuch = await dispense({ ...other, quantity: 7, reason: 'Larger pack' })
  hospital.setNow('2026-03-16T08:00:00.000Z')
  expect(old.errors[0]).toMatchObject({ code: 'CONFLICT', field: 'lotId' })
  expect(silent.errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' })
  expect(explained.answer).toMatchObject({ reason: 'The owner wants the larger pack', quantity: 1 })
  expect(tooMuch.errors[0]).toMatchObject({ code: 'CONFLICT', extensions: { available: 6 } })
  expect(await leftOf(itemId)).toEqual({ OLD: 5, A: 10, B: 6 })
})

test('what is prescribed in another unit than it is stored in says how much of the stock that is', async () => {
  const { itemId, locationId } = await lots(['A', 10, 30])
  const { id: prescriptionId } = aPrescription(itemId, { unit: 'ml', authorised: 100 })
  const input = { prescriptionId, locationId, quantity: 45 }
  expect((await dispense(input)).errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'stockQuantity' })
  const { answer } = await dispense({ ...input, stockQuantity: 3 })
  expect(answer).toMatchObject({ quantity: 45, stockQuantity: 3 })
  for (const quantity of [1, 1, 1]) await bringBack({ dispensingId: answer.id, quantity })
  expect(await dispensedOf(prescriptionId)).toBe(0)
  expect(await leftOf(itemId)).toEqual({ A: 10 })
})

test('under one key it is dispensed and brought back once, and each is told once to the prescription', async () => {
  const { itemId, locationId } = await threeLots()
  const { id: prescriptionId } = aPrescription(itemId)
  const once = { idempotencyKey: newId() }
  const [{ answer }, again] = [
    await dispense({ prescriptionId, locationId }, once),
    await dispense({ prescriptionId, locationId }, once),
  ]
  expect(again.answer).toEqual(answer)
  const back = { idempotencyKey: newId() }
  for (const options of [back, back]) await bringBack({ dispensingId: answer.id, quantity: 2 }, options)
  expect(await leftOf(itemId)).toEqual({ A: 6, B: 7, C: 3 })
  expect(await dispensedOf(prescriptionId)).toBe(4)
  expect(await told(prescriptionId)).toMatchObject([
    { id: answer.id, quantity: 6, stockQuantity: 6, stockUnit: 'tablet', locationId },
    { quantity: -2, stockQuantity: 4, replaces: answer.id },
  ])
})

test('S1: what is dispensed is told with what its lots cost, what comes back with what the rest cost, and nothing where a cost is unknown', async () => {
  const { itemId, locationId } = await threeLots()
  await hospital.admin`
    update inventory.lots set received = 10000, cost = case number when 'A' then 1005 else 333 end, currency = 'EUR'
    where item_id = ${itemId} and number in ('A', 'B')`
  const { id: prescriptionId } = aPrescription(itemId, { authorised: 20 })
  const { answer } = await dispense({ prescriptionId, locationId, quantity: 12 })
  await bringBack({ dispensingId: answer.id, quantity: 4 })
  await dispense({ prescriptionId, locationId, quantity: 12 })
  const [out, rest, unknown] = await told(prescriptionId)
  expect(out).toMatchObject({ cost: { amount: 1005 + 67, currency: 'EUR' } })
  expect(rest).toMatchObject({ stockQuantity: 8, cost: { amount: 804, currency: 'EUR' } })
  expect(unknown).not.toHaveProperty('cost')
})

test('what is brought back goes into its lot or is destroyed, never more of a lot than was dispensed', async () => {
  const { itemId, locationId } = await threeLots()
  const { id: prescriptionId } = aPrescription(itemId, { authorised: 12 })
  const { answer } = await dispense({ prescriptionId, locationId, quantity: 12 })
  const dispensingId = answer.id
  const [first, second] = answer.lots.map(({ lot }) => lot.id)
  expect((await bringBack({ dispensingId, quantity: 3, lotId: second })).errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'quantity',
    extensions: { available: 2 },
  })
  const back = await bringBack({ dispensingId, quantity: 4 })
  expect(back.answer.lots).toMatchObject([
    { quantity: 10, broughtBack: 2, lot: { number: 'A' } },
    { quantity: 2, broughtBack: 2, lot: { number: 'B' } },
  ])
  expect(await leftOf(itemId)).toEqual({ A: 2, B: 7, C: 3 })
  const parallel = await Promise.all(
    Array.from({ length: 5 }, () => bringBack({ dispensingId, quantity: 3, lotId: first, to: 'WRITE_OFF' })),
  )
  expect(parallel.filter(({ errors }) => errors.length === 0)).toHaveLength(2)
  expect(await leftOf(itemId)).toEqual({ A: 2, B: 7, C: 3 })
  expect(await dispensedOf(prescriptionId)).toBe(2)
  expect((await bringBack({ dispensingId })).errors).toEqual([])
  expect((await bringBack({ dispensingId })).errors[0]).toMatchObject({
    code: 'CONFLICT',
    field: 'dispensingId',
  })
  expect((await bringBack({ dispensingId, reason: ' ' })).errors[0]).toMatchObject({ field: 'reason' })
  await expect(
    hospital.admin`insert into inventory.stock_movements
        (id, item_id, location_id, lot_id, kind, quantity, reason, actor_id, at, dispensing_id)
      values (${newId()}, ${itemId}, ${locationId}, ${first!}, 'RETURN', 1, 'Again', ${newId()}, now(), ${dispensingId})`,
  ).rejects.toThrow('more of lot')
  expect((await dispense({ prescriptionId, locationId, quantity: 12 })).errors).toEqual([])
})

test('medicine leaves stock as dispensed only for a prescription', async () => {
  const { itemId, locationId } = await threeLots()
  const { errors } = await adjust(hospital, { itemId, locationId, quantity: -1, kind: 'DISPENSE' })
  expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'kind' })
  const [lot] = await hospital.admin`select id from inventory.lots where item_id = ${itemId} limit 1`
  await expect(
    hospital.admin`insert into inventory.stock_movements
        (id, item_id, location_id, lot_id, kind, quantity, reason, actor_id, at)
      values (${newId()}, ${itemId}, ${locationId}, ${lot!['id'] as string}, 'DISPENSE', -1000, 'By hand', ${newId()}, ${hospital.now()})`,
  ).rejects.toThrow('cannot be of dispensing')
})

test('staff see what was dispensed of a prescription at their locations; others see none of it', async () => {
  const { itemId, locationId } = await threeLots()
  const { id } = aPrescription(itemId)
  await dispense({ prescriptionId: id, locationId })
  const seen = async (viewer = staff) => {
    const { data } = await hospital.graphql(
      viewer,
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Prescription { dispensings { quantity item { name } location { id } dispensedBy { id } } } } }`,
      { representations: [{ __typename: 'Prescription', id }] },
    )
    return (data['_entities'] as [{ dispensings: unknown[] }])[0].dispensings
  }
  expect(await seen()).toEqual([
    {
      quantity: 6,
      item: { name: 'Carprofen 50 mg tablets' },
      location: { id: locationId },
      dispensedBy: { id: staff.userId },
    },
  ])
  expect(await seen(asRole('OWNER'))).toEqual([])
  const elsewhere = { grants: [{ locationId: newId(), permissions: staff.grants[0]!.permissions }] }
  expect(await seen(asRole('TECHNICIAN', elsewhere))).toEqual([])
})
