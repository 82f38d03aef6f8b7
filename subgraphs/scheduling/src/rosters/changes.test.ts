import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDiary } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

const [admin, reception, owner] = [asRole('ADMIN'), asRole('RECEPTIONIST'), asRole('OWNER')]
const day = '2026-03-20'
let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
})
afterAll(() => hospital.close())

const listen =
  'subscription ($locationId: ID!) { rosterChanged(filter: { locationId: $locationId }) { kind } }'

const change = async (verb: string, input: object) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const fields = verb === 'saveRoster' ? 'version' : 'id'
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} } }`
  const { data, errors } = await hospital.graphql(admin, text, { input })
  expect(errors).toEqual([])
  return data[verb] as { id: string }
}

test('a roster, leave and a closure are told at once to whoever looks at their location, and to nobody else', async () => {
  const { location, vet } = diary
  const elsewhere = await aDiary(hospital)
  const here = await hospital.subscribe(reception, listen, { locationId: location.id })
  const there = await hospital.subscribe(reception, listen, { locationId: elsewhere.location.id })
  const shifts = [{ weekday: 'MONDAY', starts: '09:00', ends: '12:00' }]
  await change('saveRoster', { locationId: location.id, userId: vet.id, version: 0, from: day, shifts })
  const away = await change('addLeave', { userId: vet.id, kind: 'SICK', firstDay: day, lastDay: day })
  await hospital.graphql(admin, 'mutation ($id: ID!) { removeLeave(id: $id) }', { id: away.id })
  const closing = { locationId: location.id, name: 'Water damage', firstDay: day, lastDay: day }
  const closure = await change('addClosure', closing)
  await hospital.graphql(admin, 'mutation ($id: ID!) { removeClosure(id: $id) }', { id: closure.id })
  for (const kind of ['ROSTER', 'LEAVE', 'LEAVE', 'CLOSURE', 'CLOSURE'])
    expect((await here.next?.())?.data).toEqual({ rosterChanged: { kind } })
  await change('addClosure', { ...closing, locationId: elsewhere.location.id })
  expect((await there.next?.())?.data).toEqual({ rosterChanged: { kind: 'CLOSURE' } })
  const { errors } = await hospital.subscribe(owner, listen, { locationId: location.id })
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('a changed appointment type is told at once to everybody who is signed in', async () => {
  const heard = await hospital.subscribe(owner, 'subscription { appointmentTypeChanged { name } }')
  await change('updateAppointmentType', { id: diary.type.id, version: 1, name: 'Ear check' })
  expect((await heard.next?.())?.data).toEqual({ appointmentTypeChanged: { name: 'Ear check' } })
})
