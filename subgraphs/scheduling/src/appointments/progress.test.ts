import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { aBooking, aDiary, aPet, aType, aVet } from './appointment.factory.ts'

const fields = 'id status version startsAt cancellationReason allowedActions history { status reason undone }'

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const vet = asRole('VET')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
})

interface Visit {
  id: string
  status: string
  version: number
  startsAt: string
  cancellationReason: string | null
  allowedActions: string[]
  history: Array<{ status: string; reason: string | null; undone: boolean }>
}

async function booked(overrides: Record<string, unknown> = {}): Promise<Visit> {
  const { data } = await hospital.graphql(
    vet,
    `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { ${fields} } }`,
    { input: aBooking(diary, overrides) },
  )
  return data['bookAppointment'] as Visit
}

async function step(verb: string, id: string) {
  const { data, errors } = await hospital.graphql(
    vet,
    `mutation ($id: ID!) { ${verb}(id: $id) { ${fields} } }`,
    { id },
  )
  return { visit: data[verb] as Visit, errors }
}

const versionOf = async (id: string) => {
  const [row] = await hospital.admin`select version from scheduling.appointments where id = ${id}`
  return row!['version'] as number
}

const undoText = `mutation ($id: ID!, $version: Int!) { undoAppointmentStatus(id: $id, version: $version) { ${fields} } }`

async function undo(id: string, version?: number) {
  const variables = { id, version: version ?? (await versionOf(id)) }
  const { data, errors } = await hospital.graphql(vet, undoText, variables)
  return { visit: data['undoAppointmentStatus'] as Visit, errors }
}

async function withInput(verb: string, type: string, input: object, viewer = vet) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} } }`,
    { input },
  )
  return { visit: data[verb] as Visit, errors }
}

const cancel = (id: string, reason = 'The client called') =>
  withInput('cancelAppointment', 'CancelAppointmentInput', { id, reason })

describe('AP9: the status machine', () => {
  test('a visit goes from scheduled to checked out, each step with its actor', async () => {
    const { id } = await booked()
    const seen = []
    for (const verb of [
      'confirmAppointment',
      'checkInAppointment',
      'startAppointment',
      'completeAppointment',
      'checkOutAppointment',
    ]) {
      seen.push((await step(verb, id)).visit.status)
    }
    expect(seen).toEqual(['CONFIRMED', 'ARRIVED', 'IN_EXAM', 'READY', 'CHECKED_OUT'])
    expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
      'appointment.book',
      'appointment.confirm',
      'appointment.check-in',
      'appointment.start',
      'appointment.complete',
      'appointment.check-out',
    ])
  })

  test('a step that the status does not allow is a CONFLICT and changes nothing', async () => {
    const { id } = await booked()
    const { errors } = await step('completeAppointment', id)
    expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { status: 'SCHEDULED', version: 1 } }])
    expect(await hospital.audited(id)).toHaveLength(1)
  })

  test('undo goes back step by step, and the history keeps what was undone', async () => {
    const { id } = await booked()
    await step('confirmAppointment', id)
    await step('checkInAppointment', id)
    expect((await undo(id)).visit.status).toBe('CONFIRMED')
    const { visit } = await undo(id)
    expect(visit.status).toBe('SCHEDULED')
    expect(visit.history).toMatchObject([
      { status: 'SCHEDULED', undone: false },
      { status: 'CONFIRMED', undone: true },
      { status: 'ARRIVED', undone: true },
      { status: 'CONFIRMED', undone: false },
      { status: 'SCHEDULED', undone: false },
    ])
    expect((await undo(id)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  test('a confirmation that a move has overtaken is not undone', async () => {
    const { id } = await booked()
    await step('confirmAppointment', id)
    const moved = await withInput('rescheduleAppointment', 'RescheduleAppointmentInput', {
      id,
      startsAt: '2026-03-16T14:00:00.000Z',
    })
    expect(moved.visit.status).toBe('SCHEDULED')
    expect((await undo(id)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'id' }])
  })

  test('nobody can have missed a visit before it starts', async () => {
    const { id } = await booked()
    expect((await step('markNoShow', id)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'id' }])
    hospital.setNow('2026-03-16T10:20:00.000Z')
    expect((await step('markNoShow', id)).visit.status).toBe('NO_SHOW')
    const { data } = await hospital.graphql(
      vet,
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Pet { noShowCount } } }`,
      { representations: [{ __typename: 'Pet', id: diary.pet.id }] },
    )
    expect(data['_entities']).toEqual([{ noShowCount: 1 }])
  })

  test('a visit cancelled within a day of its start counts as late, with the reason', async () => {
    hospital.setNow('2026-03-14T08:00:00.000Z')
    const early = await booked()
    expect((await cancel(early.id)).visit).toMatchObject({
      status: 'CANCELLED',
      cancellationReason: 'The client called',
    })
    const late = await booked()
    hospital.setNow('2026-03-15T10:01:00.000Z')
    expect((await cancel(late.id)).visit.status).toBe('LATE_CANCELLED')
    expect((await cancel((await booked()).id, '  ')).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'reason' },
    ])
  })

  test('how late is late is the location’s to say, and a change counts for visits that are booked (S2)', async () => {
    hospital.setNow('2026-03-14T08:00:00.000Z')
    const { id, startsAt } = await booked()
    const twoDaysBefore = new Date(Date.parse(startsAt) - 47 * 3_600_000)
    const { location } = diary
    const facts = { ...location, currency: 'EUR', taxRate: 0, estimateValidDays: 30 }
    await hospital.deliver('location.changed', { ...facts, version: 2, lateCancellationHours: 48 })
    hospital.setNow(twoDaysBefore.toISOString())
    expect((await cancel(id)).visit.status).toBe('LATE_CANCELLED')
    await hospital.deliver('location.changed', { ...facts, version: 3 })
  })

  test('the time of a cancelled visit is free again; undoing the cancellation then is a CONFLICT', async () => {
    const first = await booked()
    await cancel(first.id)
    const second = await booked()
    expect(second.status).toBe('SCHEDULED')
    expect((await undo(first.id)).errors).toMatchObject([{ code: 'CONFLICT' }])
    await cancel(second.id)
    expect((await undo(first.id)).visit).toMatchObject({
      status: 'SCHEDULED',
      cancellationReason: null,
    })
  })

  test('the vet is told of a cancellation that is taken back, and of no other undo', async () => {
    const { id } = await booked()
    await step('confirmAppointment', id)
    await undo(id)
    await cancel(id)
    await undo(id)
    const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === id)
    expect(told.map(({ task }) => task).filter((task) => task.startsWith('notifications:'))).toEqual([
      'notifications:appointment.booked',
      'notifications:appointment.cancelled',
      'notifications:appointment.reinstated',
    ])
  })

  test('AU4: what staff wrote of a cancellation is not for the owner', async () => {
    hospital.setNow('2026-03-14T08:00:00.000Z')
    const { id } = await booked()
    await cancel(id, 'Rude on the telephone')
    const query = 'query ($id: ID!) { appointment(id: $id) { cancellationReason history { status reason } } }'
    const owner = await hospital.graphql(asRole('OWNER', { ownerId: diary.pet.ownerId }), query, { id })
    expect(owner.data['appointment']).toEqual({
      cancellationReason: null,
      history: [
        { status: 'SCHEDULED', reason: null },
        { status: 'CANCELLED', reason: null },
      ],
    })
  })

  test.each([
    ['confirmAppointment', `mutation ($id: ID!) { confirmAppointment(id: $id) { ${fields} } }`],
    ['checkInAppointment', `mutation ($id: ID!) { checkInAppointment(id: $id) { ${fields} } }`],
    ['undoAppointmentStatus', undoText],
  ])('%s with an Idempotency-Key is one step, however often it is sent', async (verb, text) => {
    const { id } = await booked()
    if (verb === 'undoAppointmentStatus') await step('checkInAppointment', id)
    const variables = { id, ...(verb === 'undoAppointmentStatus' && { version: 2 }) }
    const send = () => hospital.graphql(vet, text, variables, { idempotencyKey: `${verb} ${id}` })
    const [first, second] = [await send(), await send()]
    expect([first.errors, second.errors]).toEqual([[], []])
    expect(second.data).toEqual(first.data)
  })

  test('AU6: a visit elsewhere, which somebody can neither see nor change, is not there', async () => {
    const { id } = await booked()
    const { permissions } = vet.grants[0]!
    const elsewhere = asRole('VET', { grants: [{ locationId: newId(), permissions }] })
    const confirm = 'mutation ($id: ID!) { confirmAppointment(id: $id) { id } }'
    const [there, nowhere] = await Promise.all(
      [id, newId()].map((id) => hospital.graphql(elsewhere, confirm, { id })),
    )
    expect(there!.errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect(there!.errors[0]!.message).toBe(nowhere!.errors[0]!.message)
  })

  test('what is allowed depends on the status and on the viewer', async () => {
    const { id, allowedActions } = await booked()
    expect(allowedActions).toEqual(['CONFIRM', 'CHECK_IN', 'CANCEL', 'RESCHEDULE', 'UPDATE'])
    const query = 'query ($id: ID!) { appointment(id: $id) { allowedActions notes } }'
    const technician = await hospital.graphql(asRole('TECHNICIAN'), query, { id })
    expect(technician.data['appointment']).toEqual({ allowedActions: ['CONFIRM', 'CHECK_IN'], notes: '' })
    const owner = await hospital.graphql(asRole('OWNER', { ownerId: diary.pet.ownerId }), query, { id })
    expect(owner.data['appointment']).toEqual({ allowedActions: ['CANCEL', 'RESCHEDULE'], notes: null })
  })

  test('completing is told to billing, and taking it back too', async () => {
    const { id } = await booked()
    for (const verb of ['checkInAppointment', 'startAppointment', 'completeAppointment']) {
      await step(verb, id)
    }
    await undo(id)
    const told = (await hospital.emitted()).filter(
      ({ task, payload }) => task.startsWith('billing:') && payload['id'] === id,
    )
    expect(told.map(({ task }) => task)).toEqual([
      'billing:appointment.booked',
      'billing:appointment.completed',
      'billing:appointment.reopened',
    ])
  })

  const anHourLate = '2026-03-16T11:00:00.000Z'
  test.each<[verb: string, before: string[], take: (id: string, version: number) => ReturnType<typeof step>]>(
    [
      ['confirmAppointment', [], (id) => step('confirmAppointment', id)],
      ['checkInAppointment', [], (id) => step('checkInAppointment', id)],
      [
        'roomAppointment',
        ['checkInAppointment'],
        (id) => withInput('roomAppointment', 'RoomAppointmentInput', { id }),
      ],
      ['startAppointment', ['checkInAppointment'], (id) => step('startAppointment', id)],
      [
        'completeAppointment',
        ['checkInAppointment', 'startAppointment'],
        (id) => step('completeAppointment', id),
      ],
      [
        'checkOutAppointment',
        ['checkInAppointment', 'startAppointment', 'completeAppointment'],
        (id) => step('checkOutAppointment', id),
      ],
      ['markNoShow', [], (id) => step('markNoShow', id)],
      ['cancelAppointment', [], (id) => cancel(id)],
      ['undoAppointmentStatus', ['confirmAppointment', 'checkInAppointment', 'startAppointment'], undo],
    ],
  )('%s eight times at once is one step and seven CONFLICTs', async (_verb, before, take) => {
    const { id } = await booked()
    for (const verb of before) await step(verb, id)
    if (before.length === 0) hospital.setNow(anHourLate)
    const version = await versionOf(id)
    const answers = await Promise.all(Array.from({ length: 8 }, () => take(id, version)))
    expect(answers.map(({ errors }) => errors[0]?.code ?? 'OK').sort()).toEqual([
      ...Array<string>(7).fill('CONFLICT'),
      'OK',
    ])
    expect(await versionOf(id)).toBe(version + 1)
    expect(await hospital.audited(id)).toHaveLength(version + 1)
  })
})

describe('AP11: a moved visit keeps its id and history', () => {
  const move = (id: string, changes: object) =>
    withInput('rescheduleAppointment', 'RescheduleAppointmentInput', { id, ...changes })

  test('it moves, must be confirmed again, and its old time is free', async () => {
    const { id } = await booked()
    await step('confirmAppointment', id)
    const { visit } = await move(id, { startsAt: '2026-03-16T11:00:00.000Z' })
    expect(visit).toMatchObject({ id, status: 'SCHEDULED', startsAt: '2026-03-16T11:00:00.000Z' })
    expect((await booked()).startsAt).toBe('2026-03-16T10:00:00.000Z')
    const told = (await hospital.emitted())
      .filter(({ task }) => task === 'notifications:appointment.rescheduled')
      .at(-1)
    expect(told?.payload).toMatchObject({ id, previousStartsAt: '2026-03-16T10:00:00.000Z' })
  })

  test('every move is in the history: from where, to where, who and when', async () => {
    const { id } = await booked()
    const other = await aVet(hospital, diary.location.id)
    const times = ['2026-03-16T10:00:00.000Z', '2026-03-16T11:00:00.000Z', '2026-03-16T12:00:00.000Z']
    await move(id, { startsAt: times[1] })
    await move(id, { startsAt: times[2], vetId: other.id })
    const place = '{ startsAt vet { id } room { id } }'
    const { data } = await hospital.graphql(
      vet,
      `query ($id: ID!) { appointment(id: $id) { history { at actor { id } move { from ${place} to ${place} } } } }`,
      { id },
    )
    const [first, second] = [diary.vet, other].map((vet) => ({ vet: { id: vet.id }, room: null }))
    const by = { at: '2026-03-16T08:00:00.000Z', actor: { id: vet.userId } }
    expect(data['appointment']).toEqual({
      history: [
        { ...by, move: null },
        { ...by, move: { from: { startsAt: times[0], ...first }, to: { startsAt: times[1], ...first } } },
        { ...by, move: { from: { startsAt: times[1], ...first }, to: { startsAt: times[2], ...second } } },
      ],
    })
  })

  test('its room stays while that is free, and becomes another when it is not', async () => {
    const type = await aType(hospital, { needsRoom: true })
    await aRoom(hospital, diary.location.id, 'A')
    const room = await aRoom(hospital, diary.location.id, 'B')
    const other = await aVet(hospital, diary.location.id)
    const input = aBooking(diary, { typeId: type.id, roomId: room.id })
    const query = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }`
    const { id } = (await hospital.graphql(vet, query, { input })).data['bookAppointment'] as Visit
    const roomOf = async (changes: object) => {
      const { data } = await hospital.graphql(
        vet,
        'mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { room { name } } }',
        { input: { id, ...changes } },
      )
      return data['rescheduleAppointment']
    }
    expect(await roomOf({ startsAt: '2026-03-16T12:00:00.000Z' })).toEqual({ room: { name: 'B' } })
    await hospital.graphql(vet, query, {
      input: { ...input, vetId: other.id, petId: (await aPet(hospital)).id },
    })
    expect(await roomOf({ startsAt: input.startsAt })).toEqual({ room: { name: 'A' } })
  })

  test('to a taken time it stays where it is, with alternatives', async () => {
    const first = await booked()
    const { visit: second } = await withInput(
      'bookAppointment',
      'BookAppointmentInput',
      aBooking(diary, { startsAt: '2026-03-16T12:00:00.000Z' }),
    )
    const { errors } = await move(second.id, { startsAt: first.startsAt })
    expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'startsAt' }])
    expect(errors[0]?.extensions['alternatives']).not.toHaveLength(0)
    const { data } = await hospital.graphql(
      vet,
      `query ($id: ID!) { appointment(id: $id) { startsAt version } }`,
      {
        id: second.id,
      },
    )
    expect(data['appointment']).toEqual({ startsAt: '2026-03-16T12:00:00.000Z', version: 1 })
  })

  test('it may overlap its own old time', async () => {
    const { id } = await booked()
    expect((await move(id, { startsAt: '2026-03-16T10:15:00.000Z' })).errors).toEqual([])
  })

  test('a stale version is a CONFLICT that carries what is there now', async () => {
    const { id } = await booked()
    await move(id, { startsAt: '2026-03-16T11:00:00.000Z' })
    const { errors } = await move(id, { startsAt: '2026-03-16T13:00:00.000Z', version: 1 })
    expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'version', extensions: { version: 2 } }])
  })

  test('a visit that has begun cannot be moved', async () => {
    const { id } = await booked()
    await step('checkInAppointment', id)
    expect((await move(id, { startsAt: '2026-03-16T11:00:00.000Z' })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'id' },
    ])
  })
})

describe('AP3: reinstating a visit checks what booking checks', () => {
  const gone = {
    petId: () => hospital.admin`update scheduling.pet_refs set active = false where id = ${diary.pet.id}`,
    vetId: () => hospital.admin`update scheduling.user_refs set active = false where id = ${diary.vet.id}`,
    typeId: () =>
      hospital.admin`update scheduling.appointment_types set active = false where id = ${diary.type.id}`,
    locationId: () =>
      hospital.admin`update scheduling.location_refs set active = false where id = ${diary.location.id}`,
  }
  const missed = async (id: string) => {
    hospital.setNow('2026-03-16T11:00:00.000Z')
    return step('markNoShow', id)
  }
  const move = (id: string) =>
    withInput('rescheduleAppointment', 'RescheduleAppointmentInput', {
      id,
      startsAt: '2026-03-16T14:00:00.000Z',
    })

  test.each(Object.keys(gone) as Array<keyof typeof gone>)(
    'with its %s out of use a visit is neither reinstated nor moved, and nothing is written',
    async (field) => {
      const [called, other] = [await booked(), await booked({ startsAt: '2026-03-16T10:30:00.000Z' })]
      const absent = await booked({ startsAt: '2026-03-16T09:00:00.000Z' })
      await cancel(called.id)
      await missed(absent.id)
      await gone[field]()
      const answers = [await undo(called.id), await undo(absent.id), await move(other.id)]
      expect(answers.flatMap(({ errors }) => errors)).toMatchObject(
        answers.map(() => ({ code: 'BAD_USER_INPUT', field })),
      )
      expect(await Promise.all([called, absent, other].map(({ id }) => versionOf(id)))).toEqual([2, 2, 1])
    },
  )
})

test('AP10: not even the diary’s own role can delete a visit', async () => {
  await booked()
  await expect(hospital.runtime.database.sql`delete from scheduling.appointments`).rejects.toMatchObject({
    code: '42501',
  })
})

test('updating texts needs the present version', async () => {
  const { id } = await booked()
  const update = (input: object) => withInput('updateAppointment', 'UpdateAppointmentInput', { id, ...input })
  expect((await update({ version: 1, reason: 'Cough' })).visit.version).toBe(2)
  expect((await update({ version: 1, reason: 'Fever' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { reason: 'Cough' } } },
  ])
})
