import { randomUUID } from 'node:crypto'
import { examine, handOver, vaccinate } from './care.ts'
import { request, visit } from './diary.ts'
import { converse } from './messages.ts'
import { estimate, pay, rejectClaim } from './money.ts'
import type { WalkHospital } from './hospital.ts'
import { backstage, type Household } from './people.ts'

/** What can be heard of: visits come and go, a client moves and signs up, stock is used, somebody is told. */
export async function aDay(hospital: WalkHospital, { petId, ownerId, userId, word }: Household) {
  const vetId = await hospital.someVet()
  // A test before may have had the client report the death of this pet.
  await hospital.do('mutation ($input: PetStatusInput!) { undoDeath(input: $input) { id } }', {
    input: { id: petId },
  })
  const called = await hospital.book(petId, { reason: `${word} sleeps`, notes: backstage }, vetId)
  await hospital.mutate('cancelAppointment', { id: called, reason: backstage })
  await visit(hospital, petId, word)
  await request(hospital, petId, { word, ownerId, userId })
  await converse(hospital, { word, ownerId, userId })
  const [desk] = await hospital.locations()
  await hospital.mutate('sendBulkMessage', {
    ...{ locationId: desk!.id, purpose: 'SERVICE', petIds: [petId] },
    ...{ subject: `${backstage}: closed`, body: `${backstage}: flooded` },
  })
  const { id: recordId } = await hospital.mutate('createMedicalRecord', { petId, plan: `${word} rests` })
  await hospital.mutate('signMedicalRecord', { id: recordId, version: 1 })
  await hospital.mutate('releaseMedicalRecord', { id: recordId, released: true })
  await vaccinate(hospital, petId, word)
  await hospital.mutate('recordVitals', { petId, heartRate: 80 })
  await pay(hospital, ownerId, word)
  await rejectClaim(hospital, ownerId, word)
  await examine(hospital, petId, word)
  await handOver(hospital, petId)
  await estimate(hospital, { ownerId, petId, word })
  const { version } = await hospital.do<{ version: number }>(
    'query ($id: ID!) { owner(id: $id) { version } }',
    {
      id: ownerId,
    },
  )
  await hospital.mutate('updateOwner', { id: ownerId, version, address: { street: `${word} Road 2` } })
  const id = randomUUID()
  await hospital.sql`
    insert into clinical.owner_claims (id, user_id, email, first_name, last_name, created_at)
    values (${id}, ${randomUUID()}, ${`${word.toLowerCase()}@portal.test`}, ${word}, ${word}, now())`
  await hospital.mutate('decideOwnerClaim', { id, ownerId })
  const [location, other] = await hospital.locations()
  const { nodes } = await hospital.do<{ nodes: Array<{ id: string }> }>(
    '{ inventoryItems(first: 1, filter: { category: SUPPLIES }) { nodes { id } } }',
  )
  const itemId = nodes[0]!.id
  await hospital.mutate('adjustStock', { itemId, locationId: location!.id, quantity: 1, reason: 'Counted' })
  const held = await hospital.do<{ nodes: Array<{ id: string }> }>(
    'query ($itemId: ID!, $locationId: ID!) { lots(filter: { itemId: $itemId, locationId: $locationId }) { nodes { id } } }',
    { itemId, locationId: location!.id },
  )
  await hospital.mutate('transferStock', {
    ...{ lotId: held.nodes.at(-1)!.id, toLocationId: other!.id, quantity: 1, note: backstage },
  })
  const suppliers = await hospital.do<{ nodes: Array<{ id: string }> }>(
    '{ suppliers(first: 1) { nodes { id } } }',
  )
  await hospital.mutate('createPurchaseOrder', {
    ...{ locationId: location!.id, supplierId: suppliers.nodes[0]!.id, lines: [] },
  })
  const sheet = await hospital.mutate('startStocktake', {
    ...{ locationId: location!.id, category: 'MEDICATION' },
  })
  await hospital.mutate('cancelStocktake', { id: sheet.id, version: 1, reason: backstage })
  await moveDesk(hospital, location!.id)
  for (const { id } of await hospital.locations()) {
    await hospital.mutate('createRoom', { locationId: id, name: `${word}’s room` })
    await hospital.mutate('createEquipment', { locationId: id, kind: 'LASER', name: `${word}’s laser` })
    await hospital.mutate('createTill', { locationId: id, name: `${word}’s till` })
    const [firstDay, lastDay] = ['2030-01-01', '2030-01-01']
    await hospital.mutate('addClosure', { locationId: id, name: `${word}’s feast`, firstDay, lastDay })
  }
  // Types are the hospital's: clients hear of them, whoever made them.
  const name = `Type ${randomUUID()}`
  await hospital.mutate('createAppointmentType', {
    ...{ name, category: 'GROOMING', durationMinutes: 30, needsRoom: false },
  })
  await hospital.settled()
}

/** The hospital's own data, of which everybody hears. */
export async function moveDesk(hospital: WalkHospital, id: string) {
  const locations = await hospital.do<Array<{ id: string; version: number }>>('{ locations { id version } }')
  const { version } = locations.find((location) => location.id === id)!
  await hospital.mutate('updateLocation', { id, version, email: `desk-${randomUUID()}@hospital.test` })
}
