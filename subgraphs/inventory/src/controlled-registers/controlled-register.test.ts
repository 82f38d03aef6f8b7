import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MedicineForm } from '../inventory-items/inventory-item.table.ts'
import { inventory } from '../schema.ts'
import { adjust, aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const actor = asRole('TECHNICIAN')
const witnessId = newId()
const proofs = new Map<string, object>()
const prescriptions = new Map<string, object>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (type, ids) =>
    ids.map((id) => {
      if (type === 'WitnessProof') return (proofs.get(id) ?? null) as never
      if (type === 'Prescription') return (prescriptions.get(id) ?? null) as never
      return { id, name: `${type} name`, address: '1 Harbour Street', hospitalName: 'Harbour Vets' }
    }),
  )
})
afterAll(() => hospital.close())

/** A proof as identity answers it. */
function proof(locationId: string, overrides: object = {}) {
  const id = newId()
  const location = { id: locationId }
  proofs.set(id, { witness: { id: witnessId }, actor: { id: actor.userId }, location, ...overrides })
  return id
}

const methadone = () =>
  anItem(hospital, {
    name: 'Methadone 10 mg/ml injection',
    controlled: true,
    schedule: 'Schedule 2',
    unit: 'ml',
    form: MedicineForm.INJECTION,
    substances: [{ substanceId: newId(), strength: '10 mg/ml' }],
  })

async function aRegister(quantity = 10) {
  const [item, locationId] = [await methadone(), await aLocation(hospital)]
  await adjust(hospital, { itemId: item.id, locationId, quantity, reason: 'Delivered' }, { viewer: actor })
  const { data } = await ask(
    'query ($locationId: ID!) { controlledRegisters(locationId: $locationId) { nodes { id } } }',
    { locationId },
  )
  const { nodes } = data['controlledRegisters'] as { nodes: [{ id: string }] }
  return { item, itemId: item.id, locationId, id: nodes[0].id }
}

const ask = (query: string, variables: object, options = {}) =>
  hospital.graphql(actor, query, variables as never, options)

type Line = { id: string; number: number; quantity: number; balance: number }

const registerOf = async (id: string, first = 25) => {
  const { data, errors } = await ask(
    `query ($id: ID!, $first: Int!) { controlledRegister(id: $id) { balance lineCount schedule
      verification { intact firstBroken } lastCount { counted }
      lines(first: $first) { totalCount nodes { id number quantity balance movementKind reason counted
        corrects { number } corrections { number } actor { id } witness { id } } } } }`,
    { id, first },
  )
  expect(errors).toEqual([])
  return data['controlledRegister'] as {
    balance: number
    lineCount: number
    verification: { intact: boolean; firstBroken: number | null }
    lines: { nodes: Line[] }
  }
}

const waste = (of: { itemId: string; locationId: string }, quantity: number, witnessProof?: string) =>
  ask('mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { onHand } }', {
    input: { ...of, quantity: -quantity, kind: 'WASTAGE', reason: 'Spilled', witnessProof },
  })

const correct = async (input: object) => {
  const { data, errors } = await ask(
    'mutation ($input: CorrectRegisterInput!) { correctRegister(input: $input) { id number quantity balance } }',
    { input: { reason: 'Written wrongly', ...input } },
  )
  return { line: data?.['correctRegister'] as Line, errors }
}

const count = (input: object) =>
  ask('mutation ($input: CountRegisterInput!) { countRegister(input: $input) { number counted } }', { input })

test('I10: every movement of a controlled item is a line of its register, with balance, actor and witness', async () => {
  const { id, itemId, locationId } = await aRegister()
  expect((await waste({ itemId, locationId }, 1.5, proof(locationId))).errors).toEqual([])
  expect(await registerOf(id)).toMatchObject({
    balance: 8.5,
    lineCount: 2,
    schedule: 'Schedule 2',
    verification: { intact: true, firstBroken: null },
    lines: {
      totalCount: 2,
      nodes: [
        { number: 2, quantity: -1.5, balance: 8.5, movementKind: 'WASTAGE', witness: { id: witnessId } },
        {
          number: 1,
          quantity: 10,
          balance: 10,
          reason: 'Delivered',
          actor: { id: actor.userId },
          witness: null,
        },
      ],
    },
  })
  const plain = await anItem(hospital)
  await adjust(hospital, { itemId: plain.id, locationId, quantity: 3 })
  expect((await registerOf(id)).lineCount).toBe(2)
})

test('I10: items with the same substances, strengths, form and unit share a register', async () => {
  const { id, item, locationId } = await aRegister()
  const other = await anItem(hospital, {
    ...item,
    id: newId(),
    sku: newId(),
    name: 'Another brand',
    substances: [{ ...item.substances[0]!, strength: '10 MG/ml' }],
  })
  const tablets = await anItem(hospital, { ...item, id: newId(), sku: newId(), form: MedicineForm.TABLET })
  for (const { id: itemId } of [other, tablets])
    await adjust(hospital, { itemId, locationId, quantity: 4 }, { viewer: actor })
  expect(await registerOf(id)).toMatchObject({ balance: 14, lineCount: 2 })
})

test('I10: nothing controlled goes out without a witness who is somebody else, proved once, here and for oneself', async () => {
  const { id, itemId, locationId } = await aRegister()
  const used = proof(locationId)
  expect((await waste({ itemId, locationId }, 1, used)).errors).toEqual([])
  for (const [witnessProof, code] of [
    [undefined, 'BAD_USER_INPUT'],
    ['unknown', 'BAD_USER_INPUT'],
    [used, 'CONFLICT'],
    [proof(newId()), 'BAD_USER_INPUT'],
    [proof(locationId, { actor: { id: newId() } }), 'BAD_USER_INPUT'],
    [proof(locationId, { witness: { id: actor.userId } }), 'BAD_USER_INPUT'],
  ] as const) {
    const { errors } = await waste({ itemId, locationId }, 1, witnessProof)
    expect(errors).toMatchObject([{ code, field: 'witnessProof' }])
  }
  expect(await registerOf(id)).toMatchObject({ balance: 9, lineCount: 2 })
  const [lot] = await hospital.admin`select id from inventory.lots where item_id = ${itemId}`
  await expect(
    hospital.admin`insert into inventory.stock_movements
        (id, item_id, location_id, lot_id, kind, quantity, reason, actor_id, at)
      values (${newId()}, ${itemId}, ${locationId}, ${lot!['id'] as string}, 'WASTAGE', -1000, 'By hand', ${newId()}, ${hospital.now()})`,
  ).rejects.toThrow('nobody witnessed')
})

test('I10: what is dispensed has a witness and names the patient; a repetition needs no second proof', async () => {
  const { id, itemId, locationId } = await aRegister()
  const pet = { id: newId(), name: 'Rex', status: 'ACTIVE', owner: { id: newId() } }
  const prescriptionId = newId()
  const amounts = { quantity: 2, authorised: 2, dispensed: 0, unit: 'ml' }
  prescriptions.set(prescriptionId, {
    id: prescriptionId,
    version: 1,
    status: 'ACTIVE',
    item: { id: itemId },
    pet,
    ...amounts,
  })
  const dispense = (witnessProof: string | null, idempotencyKey: string | null = null) =>
    ask(
      'mutation ($input: DispenseInput!) { dispense(input: $input) { id } }',
      { input: { prescriptionId, locationId, witnessProof } },
      { idempotencyKey },
    )
  expect((await dispense(null)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'witnessProof' }])
  const key = newId()
  const first = await dispense(proof(locationId), key)
  expect(first.errors).toEqual([])
  expect((await dispense(proof(locationId), key)).data).toEqual(first.data)
  const { data } = await ask(
    'query ($id: ID!) { controlledRegister(id: $id) { lines(first: 1) { nodes { number movementKind witness { id } dispensing { pet { id } } } } } }',
    { id },
  )
  expect(data['controlledRegister']).toEqual({
    lines: {
      nodes: [
        {
          number: 2,
          movementKind: 'DISPENSE',
          witness: { id: witnessId },
          dispensing: { pet: { id: pet.id } },
        },
      ],
    },
  })
})

test('I10: a correction is a new signed line and moves the stock; a correction or a count is not corrected', async () => {
  const { id, itemId, locationId } = await aRegister()
  await waste({ itemId, locationId }, 5, proof(locationId))
  const [wasted] = (await registerOf(id)).lines.nodes
  const lineId = wasted!.id
  expect((await correct({ lineId, quantity: 3, witnessProof: 'none' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'witnessProof' },
  ])
  const { line } = await correct({ lineId, quantity: 3, witnessProof: proof(locationId) })
  expect(line).toMatchObject({ number: 3, quantity: 2, balance: 7 })
  const words = await correct({ lineId, witnessProof: proof(locationId) })
  expect(words.line).toMatchObject({ number: 4, quantity: 0, balance: 7 })
  const again = await correct({ lineId, quantity: 4, witnessProof: proof(locationId) })
  expect(again.line).toMatchObject({ number: 5, quantity: -1, balance: 6 })
  expect((await correct({ lineId: line.id, witnessProof: proof(locationId) })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'lineId' },
  ])
  expect((await correct({ lineId, quantity: -1, witnessProof: proof(locationId) })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'quantity' },
  ])
  expect((await correct({ lineId, quantity: 11, witnessProof: proof(locationId) })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'quantity' },
  ])
  const { lines, balance } = await registerOf(id)
  expect(lines.nodes.find(({ number }) => number === 2)).toMatchObject({
    quantity: -5,
    corrections: [{ number: 3 }, { number: 4 }, { number: 5 }],
  })
  expect(balance).toBe(6)
  const level = await hospital.admin`
    select on_hand::int from inventory.stock_levels where item_id = ${itemId}`
  expect([...level]).toEqual([{ on_hand: 6000 }])
  await expect(
    hospital.admin`insert into inventory.register_lines (id, register_id, at, reason, actor_id, corrects_id)
      values (${newId()}, ${id}, now(), 'By hand', ${newId()}, ${line.id})`,
  ).rejects.toThrow('cannot be corrected')
})

test('I10: a count stands beside the balance, and a difference needs words', async () => {
  const { id, locationId } = await aRegister()
  expect((await count({ registerId: id, counted: 10 })).data['countRegister']).toEqual({
    number: 2,
    counted: 10,
  })
  expect((await count({ registerId: id, counted: 9.5 })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'reason' },
  ])
  expect((await count({ registerId: id, counted: -1 })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'counted' },
  ])
  expect((await count({ registerId: id, counted: 9.5, reason: 'A cracked vial' })).errors).toEqual([])
  const { lines, balance } = await registerOf(id)
  expect(balance).toBe(10)
  expect(lines.nodes[0]).toMatchObject({ number: 3, counted: 9.5, balance: 10, reason: 'A cracked vial' })
  expect(
    (await correct({ lineId: lines.nodes[0]!.id, witnessProof: proof(locationId) })).errors,
  ).toMatchObject([{ code: 'CONFLICT', field: 'lineId' }])
  expect(await hospital.audited(id)).toMatchObject([
    { action: 'controlled-register.count' },
    { after: { counted: 9.5, balance: 10 } },
  ])
})

test('I10: of twenty who take 3 from 10 at once, three do, and the register has no gap and is never negative', async () => {
  const { id, itemId, locationId } = await aRegister()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => waste({ itemId, locationId }, 3, proof(locationId))),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(3)
  const { lines, verification } = await registerOf(id)
  expect(lines.nodes.map(({ number, balance }) => [number, balance])).toEqual([
    [4, 1],
    [3, 4],
    [2, 7],
    [1, 10],
  ])
  expect(verification.intact).toBe(true)
  await expect(
    hospital.admin`insert into inventory.register_lines (id, register_id, at, quantity, reason, actor_id)
      values (${newId()}, ${id}, now(), -2000, 'By hand', ${newId()})`,
  ).rejects.toThrow('register_lines')
})

test('I10: nobody changes a register, its owner in the database neither, and what is forced is found', async () => {
  const { id, itemId, locationId } = await aRegister()
  await waste({ itemId, locationId }, 1, proof(locationId))
  await waste({ itemId, locationId }, 1, proof(locationId))
  const { sql } = hospital.runtime.database
  for (const database of [sql, hospital.admin]) {
    for (const attempt of [
      database`update inventory.register_lines set reason = 'Other' where register_id = ${id}`,
      database`delete from inventory.register_lines where register_id = ${id}`,
      database`truncate inventory.register_lines`,
      database`delete from inventory.controlled_registers where id = ${id}`,
      database`update inventory.witnessings set witness_id = ${newId()}`,
    ])
      await expect(attempt).rejects.toMatchObject({ code: '42501' })
  }
  await expect(sql`update inventory.controlled_registers set balance = 0`).rejects.toMatchObject({
    code: '42501',
  })
  await hospital.admin.unsafe(`
    alter table inventory.register_lines disable trigger register_lines_kept;
    update inventory.register_lines set reason = 'Forced' where register_id = '${id}' and number = 2;
    alter table inventory.register_lines enable trigger register_lines_kept`)
  expect((await registerOf(id)).verification).toEqual({ intact: false, firstBroken: 2 })
})

test('an item changes registers only while there is nothing of it', async () => {
  const { itemId, item } = await aRegister()
  const update = (change: object) =>
    ask(
      'mutation ($input: UpdateInventoryItemInput!) { updateInventoryItem(input: $input) { controlled } }',
      {
        input: { id: itemId, version: item.version, ...change },
      },
    )
  for (const change of [{ controlled: false }, { form: 'TABLET' }, { activeSubstances: [] }])
    expect((await update(change)).errors).toMatchObject([{ code: 'CONFLICT', field: 'controlled' }])
  const plain = await anItem(hospital)
  const { errors } = await ask(
    'mutation ($input: UpdateInventoryItemInput!) { updateInventoryItem(input: $input) { schedule } }',
    { input: { id: plain.id, version: 1, schedule: 'Schedule 2' } },
  )
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'schedule' }])
})

test('registers are seen by those who may, at their locations only (U3, AU6)', async () => {
  const { id, locationId } = await aRegister()
  const query = 'query ($id: ID!) { controlledRegister(id: $id) { name } }'
  expect((await hospital.graphql(asRole('RECEPTIONIST'), query, { id })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  const elsewhere = [{ locationId: newId(), permissions: actor.grants[0]!.permissions }]
  const { data } = await hospital.graphql(asRole('VET', { grants: elsewhere }), query, { id })
  expect(data['controlledRegister']).toBeNull()
  const there = [{ locationId, permissions: actor.grants[0]!.permissions }]
  expect((await hospital.graphql(asRole('VET', { grants: there }), query, { id })).errors).toEqual([])
})

test('a register shows its balance without reading its lines, and a page by its index', async () => {
  const { id } = await aRegister()
  await hospital.admin`
    insert into inventory.register_lines (id, register_id, at, reason, actor_id, counted)
    select gen_random_uuid(), ${id}, now(), 'Counted', ${newId()}, 10000 from generate_series(1, 300)`
  await hospital.admin`analyze inventory.register_lines`
  const plan = await hospital.admin`
    explain select * from inventory.register_lines where register_id = ${id} order by number desc limit 25`
  expect(JSON.stringify([...plan])).toContain('register_lines_number_once')
  expect(await registerOf(id, 1)).toMatchObject({ balance: 10, lineCount: 301 })
})

withTools('the register prints as a bound PDF with every line, balance and witness', async () => {
  const { id, itemId, locationId } = await aRegister()
  await waste({ itemId, locationId }, 1.5, proof(locationId))
  const day = hospital.now().toISOString().slice(0, 10)
  const { data } = await ask(
    'query ($id: ID!, $day: Date!) { controlledRegister(id: $id) { document(from: $day, until: $day) { url fileName } } }',
    { id, day },
  )
  const { url } = (data['controlledRegister'] as { document: { url: string } }).document
  const file = await ask('query ($address: String!) { documentFile(address: $address) { body } }', {
    address: url.split('/').at(-1),
  })
  const { body } = file.data['documentFile'] as { body: string }
  const { status, text } = inspected(Buffer.from(body, 'base64'))
  expect(status).toBe(0)
  for (const words of ['Controlled drug register', 'Schedule 2', 'Wasted', 'Spilled', '8.5', 'User name'])
    expect(text).toContain(words)
})
