import type { AskPeer } from '@vetgraph/kit/context'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aBooking, aDiary, aPet, aType, aVet } from '../appointments/appointment.factory.ts'
import { aRoom } from '../rooms/room.factory.ts'
import { scheduling } from '../schema.ts'
import { maxCharacters } from './appointment-import.types.ts'

/** Pets by what a file says of them, and vets by their e-mail addresses, as clinical and identity know them. */
const patients = new Map<string, string[]>()
const emails = new Map<string, string>()

const askPeer: AskPeer = async (type, ids) =>
  ids.map((id) =>
    type === 'PatientMatch'
      ? { petIds: patients.get(id) ?? [] }
      : type === 'User'
        ? { id, email: emails.get(id) ?? null }
        : null,
  )

let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
const administrator = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling, askPeer)
})
afterAll(() => hospital.close())

let number = 0

beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
  number++
  emails.set(diary.vet.id, vet())
  patients.set(chip(), [diary.pet.id])
  patients.set(`ada@example.test\nBella${number}`, [diary.pet.id])
})

// Vets of other tests have the same name.
const vet = () => `vet${number}@example.test`
const chip = () => `98100000000${String(number).padStart(4, '0')}`

interface Answer {
  applied: boolean
  visits: Array<Record<string, unknown> & { line: number; outcome: string }>
  errors: Array<{ line: number; column: string | null; code: string; message: string }>
}

const mutation = `mutation ($input: ImportAppointmentsInput!) { importAppointments(input: $input) { applied
  visits { line outcome startsAt endsAt petName vetName typeName roomName } errors { line column code message } } }`

const send = (file: string, dryRun = false, viewer = administrator) =>
  hospital.graphql(viewer, mutation, { input: { locationId: diary.location.id, file, dryRun } })

async function imports(file: string, dryRun = false): Promise<Answer> {
  const { data, errors } = await send(file, dryRun)
  expect(errors).toEqual([])
  return data['importAppointments'] as Answer
}

const header = 'date,time,minutes,type,vet,room,microchip,note'
const line = (date: string, time: string, overrides: Record<string, string> = {}) => {
  const said = {
    date,
    time,
    minutes: '',
    type: diary.type.name,
    vet: vet(),
    room: '',
    microchip: chip(),
    note: '',
  }
  return Object.values({ ...said, ...overrides }).join(',')
}
const csv = (...lines: string[]) => [header, ...lines].join('\r\n')

const event = (...properties: string[]) => ['BEGIN:VEVENT', ...properties, 'END:VEVENT']
const ics = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Other//EN', ...events.flat(), 'END:VCALENDAR', ''].join(
    '\r\n',
  )
const anEvent = (uid: string, start: string, ...more: string[]) =>
  event(
    `UID:${uid}`,
    start,
    `SUMMARY:${diary.type.name}: Bella${number}`,
    `ORGANIZER;CN=Vet:mailto:${vet()}`,
    'ATTENDEE:mailto:ada@example.test',
    ...more,
  )

const visits = () => hospital.admin`
  select id, starts_at, ends_at, room_id, notes from scheduling.appointments where location_id = ${diary.location.id}
  order by starts_at`

const told = async () =>
  (await hospital.emitted()).filter(({ payload }) => payload['locationId'] === diary.location.id)

test('AP16: a dry run says line by line what would be booked and writes nothing; then all is booked and audited', async () => {
  const room = await aRoom(hospital, diary.location.id)
  const file = csv(
    line('2026-03-17', '10:00', { note: 'Bring the file' }),
    line('2026-03-17', '11:00', { minutes: '45', room: room.name.toUpperCase() }),
  )
  const tried = await imports(file, true)
  expect(tried).toMatchObject({
    applied: false,
    errors: [],
    visits: [
      {
        line: 2,
        outcome: 'BOOK',
        petName: 'Bella',
        vetName: 'Aoife Byrne',
        typeName: diary.type.name,
        roomName: null,
      },
      { line: 3, outcome: 'BOOK', roomName: room.name },
    ],
  })
  expect(await visits()).toEqual([])

  expect(await imports(file)).toEqual({ ...tried, applied: true })
  const [first, second] = await visits()
  expect(first).toMatchObject({
    starts_at: new Date('2026-03-17T10:00:00Z'),
    ends_at: new Date('2026-03-17T10:30:00Z'),
    notes: 'Bring the file',
  })
  expect(second).toMatchObject({ ends_at: new Date('2026-03-17T11:45:00Z'), room_id: room.id })
  expect(await hospital.audited(String(first?.['id']))).toMatchObject([
    { action: 'appointment.import', actorId: administrator.userId, after: { notes: 'Bring the file' } },
  ])
  const [history] = await hospital.admin`
    select action, reason from scheduling.appointment_history where appointment_id = ${first?.['id'] as string}`
  expect(history).toEqual({ action: 'BOOK', reason: 'Imported from a file.' })
})

test('an imported visit is told as one that vet and client know of, so that it is reminded of but no news', async () => {
  await imports(csv(line('2026-03-17', '10:00')))
  expect((await told()).map(({ task, payload }) => [task, payload['imported']])).toEqual([
    ['billing:appointment.booked', true],
    ['notifications:appointment.booked', true],
  ])
})

test.each(['9999-12-31', '+200000-12-31'])(
  'a visit on %s is told by its line as too far ahead',
  async (day) => {
    const answer = await imports(csv(line('2026-03-17', '10:00'), line(day, '23:50')))
    expect(answer.errors).toMatchObject([{ line: 3, column: 'time', code: 'BAD_USER_INPUT' }])
  },
)

test('with one wrong line nothing is booked, and each mistake is told by line, column and code', async () => {
  const namesake = await aPet(hospital, { name: 'Bella' })
  patients.set('two', [diary.pet.id, namesake.id])
  const gone = await aPet(hospital, { name: 'Gone', active: false })
  patients.set('gone', [gone.id])
  const answer = await imports(
    csv(
      line('2026-03-17', '10:00'),
      line('2026-02-30', '10:00'),
      line('2026-03-17', '25:00'),
      line('2026-03-17', '12:00', { type: 'Séance', vet: 'Nobody', microchip: 'none', room: 'Attic' }),
      line('2026-03-17', '12:30', { microchip: 'two' }),
      line('2026-03-17', '12:30', { microchip: 'gone' }),
      line('2026-03-17', '13:00', { microchip: '' }),
      line('2026-03-17', '13:00', { minutes: '0' }),
      line('2026-03-17', '13:00', { minutes: '100000' }),
      line('2026-03-17', '13:00', { minutes: 'long' }),
      line('2026-03-17', '13:02'),
      line('2099-03-17', '13:00'),
      line('2026-03-17', '20:00'),
      line('2026-03-17', '14:00', { note: 'x'.repeat(2001) }),
    ),
  )
  expect(answer.applied).toBe(false)
  expect(answer.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, 'time', 'BAD_USER_INPUT'],
    [4, 'time', 'BAD_USER_INPUT'],
    [5, 'type', 'NOT_FOUND'],
    [5, 'vet', 'NOT_FOUND'],
    [5, 'microchip', 'NOT_FOUND'],
    [5, 'room', 'NOT_FOUND'],
    [6, 'microchip', 'BAD_USER_INPUT'],
    [7, 'microchip', 'BAD_USER_INPUT'],
    [8, 'pet', 'BAD_USER_INPUT'],
    [9, 'minutes', 'BAD_USER_INPUT'],
    [10, 'minutes', 'BAD_USER_INPUT'],
    [11, 'minutes', 'BAD_USER_INPUT'],
    [12, 'time', 'BAD_USER_INPUT'],
    [13, 'time', 'BAD_USER_INPUT'],
    [14, 'time', 'BAD_USER_INPUT'],
    [15, 'note', 'BAD_USER_INPUT'],
  ])
  expect(answer.errors.find(({ line }) => line === 13)?.message).toContain('months ahead')
  expect(answer.errors.find(({ line }) => line === 14)?.message).toContain('not on duty')
  expect(await visits()).toEqual([])
  expect(await told()).toEqual([])
})

describe('AP1: nobody is booked twice by a file', () => {
  test('what clashes with a visit, an earlier line or a closed day is told by its line', async () => {
    const other = await aPet(hospital)
    patients.set('other', [other.id])
    const second = await aVet(hospital, diary.location.id)
    emails.set(second.id, `second${number}@example.test`)
    const room = await aRoom(hospital, diary.location.id)
    const book = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }'
    await hospital.graphql(administrator, book, {
      input: aBooking(diary, { startsAt: '2026-03-17T10:00:00.000Z', roomId: room.id }),
    })
    await hospital.admin`
      insert into scheduling.closures (id, location_id, name, first_day, last_day, version, created_at, updated_at)
      values (gen_random_uuid(), ${diary.location.id}, 'Holiday', '2026-03-18', '2026-03-18', 1, now(), now())`
    const elsewhere = { microchip: 'other', vet: `second${number}@example.test` }
    const { errors } = await imports(
      csv(
        line('2026-03-17', '10:15', { microchip: 'other' }),
        line('2026-03-17', '10:15', { vet: elsewhere.vet }),
        line('2026-03-17', '10:15', { ...elsewhere, room: room.name }),
        line('2026-03-17', '11:00'),
        line('2026-03-17', '11:15', { microchip: 'other' }),
        line('2026-03-17', '11:15', { vet: elsewhere.vet }),
        line('2026-03-17', '11:00'),
        line('2026-03-18', '11:00'),
      ),
      true,
    )
    expect(errors.map(({ line, column, code, message }) => [line, column, code, message])).toEqual([
      [2, 'time', 'CONFLICT', 'Aoife Byrne already has a visit at that time.'],
      [3, 'time', 'CONFLICT', 'Bella already has a visit at that time.'],
      [4, 'room', 'CONFLICT', 'This room is already taken at that time.'],
      [6, 'time', 'CONFLICT', 'Aoife Byrne has the visit of line 5 at that time.'],
      [7, 'time', 'CONFLICT', 'Bella has the visit of line 5 at that time.'],
      [8, null, 'CONFLICT', 'Line 5 is the same visit.'],
      [9, 'time', 'BAD_USER_INPUT', expect.stringContaining('not on duty')],
    ])
  })

  test('the same file imported again, or twice at once, books nothing twice', async () => {
    const file = csv(line('2026-03-17', '10:00'), line('2026-03-17', '11:00'))
    const answers = await Promise.all([imports(file), imports(file), imports(file)])
    expect(answers.map(({ applied }) => applied)).toEqual([true, true, true])
    const outcomes = answers.flatMap(({ visits }) => visits.map(({ outcome }) => outcome))
    expect(outcomes.filter((outcome) => outcome === 'BOOK')).toHaveLength(2)
    expect(outcomes.filter((outcome) => outcome === 'KNOWN')).toHaveLength(4)
    expect(await visits()).toHaveLength(2)
    const more = await imports(`${file}\r\n${line('2026-03-17', '12:00')}`)
    expect(more.visits.map(({ outcome }) => outcome)).toEqual(['KNOWN', 'KNOWN', 'BOOK'])
  })

  test('the database itself refuses a line that is imported twice', async () => {
    await imports(csv(line('2026-03-17', '10:00'), line('2026-03-17', '11:00')))
    const again = hospital.admin`
      update scheduling.imported_visits set line = (select min(line) from scheduling.imported_visits
        where location_id = ${diary.location.id}) where location_id = ${diary.location.id}`
    await expect(again).rejects.toMatchObject({ constraint_name: 'imported_visits_once' })
  })
})

test('a file may have semicolons, a byte order mark and Windows line ends, and instants with a zone of their own', async () => {
  const rows = [
    'start;end;type;vet;client;pet;id',
    `2026-03-17T10:00Z;2026-03-17T10:20Z;${diary.type.name};${vet()};ada@example.test;Bella${number};a`,
    `2026-03-17T12:00+01:00;;${diary.type.name};${vet()};ada@example.test;Bella${number};b`,
    `2026-03-17T08:00:00-04:00[America/New_York];12:30;${diary.type.name};${vet()};ada@example.test;Bella${number};c`,
  ]
  const { errors } = await imports(`\uFEFF${rows.join('\r\n')}\r\n`)
  expect(errors).toEqual([])
  expect((await visits()).map(({ starts_at, ends_at }) => [starts_at, ends_at] as unknown)).toEqual([
    [new Date('2026-03-17T10:00Z'), new Date('2026-03-17T10:20Z')],
    [new Date('2026-03-17T11:00Z'), new Date('2026-03-17T11:30Z')],
    [new Date('2026-03-17T12:00Z'), new Date('2026-03-17T12:30Z')],
  ])
})

test('AP7: times are the location’s on the days on which clocks change too', async () => {
  hospital.setNow('2026-03-28T08:00:00.000Z')
  const { visits: planned } = await imports(
    csv(line('2026-03-28', '10:00'), line('2026-03-29', '10:00'), line('2026-10-25', '10:00')),
    true,
  )
  expect(planned.map(({ startsAt }) => startsAt)).toEqual([
    '2026-03-28T10:00:00.000Z',
    '2026-03-29T09:00:00.000Z',
    '2026-10-25T10:00:00.000Z',
  ])
})

test('what has begun is left out and booked by nobody', async () => {
  const { visits: planned, applied } = await imports(
    csv(line('2026-03-13', '10:00'), line('2026-03-17', '10:00')),
  )
  expect(applied).toBe(true)
  expect(planned.map(({ line, outcome, petName }) => [line, outcome, petName])).toEqual([
    [2, 'PAST', null],
    [3, 'BOOK', 'Bella'],
  ])
  expect(await visits()).toHaveLength(1)
})

describe('an iCalendar file', () => {
  test('names type, patient, vet and client, in its own zone, the location’s or UTC', async () => {
    const file = ics(
      anEvent('1', 'DTSTART;TZID=America/New_York:20260317T060000', 'DURATION:PT45M'),
      anEvent('2', 'DTSTART:20260317T110000', 'DTEND:20260317T113000', 'DESCRIPTION:Fasting'),
      anEvent('3', 'DTSTART:20260317T120000Z'),
      anEvent('4', 'DTSTART:20260317T140000Z', 'STATUS:CANCELLED'),
    )
    const { errors, visits: planned } = await imports(file)
    expect(errors).toEqual([])
    expect(planned.map(({ line, outcome, startsAt, endsAt }) => [line, outcome, startsAt, endsAt])).toEqual([
      [4, 'BOOK', '2026-03-17T10:00:00.000Z', '2026-03-17T10:45:00.000Z'],
      [12, 'BOOK', '2026-03-17T11:00:00.000Z', '2026-03-17T11:30:00.000Z'],
      [21, 'BOOK', '2026-03-17T12:00:00.000Z', '2026-03-17T12:30:00.000Z'],
      [28, 'CANCELLED', '2026-03-17T14:00:00.000Z', null],
    ])
    // The UID tells that it is the same visit, although it has moved in the other system.
    const moved = ics(anEvent('2', 'DTSTART:20260317T153000', 'DTEND:20260317T160000'))
    expect((await imports(moved)).visits).toMatchObject([{ outcome: 'KNOWN' }])
    expect(await visits()).toHaveLength(3)
  })

  test('is refused line by line for an unknown zone, an endless series, whole days and an end before the start', async () => {
    const { errors } = await imports(
      ics(
        anEvent('1', 'DTSTART;TZID=Middle-earth/Shire:20260317T100000'),
        anEvent('2', 'DTSTART:20260317T100000Z', 'RRULE:FREQ=DAILY'),
        anEvent('3', 'DTSTART;VALUE=DATE:20260317'),
        anEvent('4', 'DTSTART:20260317T110000Z', 'DTEND:20260317T100000Z'),
        anEvent('5', 'DTSTART:20260317T120000Z', 'DURATION:soon'),
        event('UID:6', 'SUMMARY:Nothing'),
      ),
    )
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [4, 'DTSTART'],
      [11, 'RRULE'],
      [19, 'DTSTART'],
      [26, 'DTEND'],
      [34, 'DURATION'],
      [42, 'DTSTART'],
    ])
    expect(errors[0]?.message).toBe('There is no time zone Middle-earth/Shire.')
    expect(await visits()).toEqual([])
  })
})

test('a file that is empty, broken or too large is refused whole', async () => {
  const endless = ics(anEvent('1', 'DTSTART:20260317T100000Z', `DESCRIPTION:${'x'.repeat(maxCharacters)}`))
  const many = csv(...Array.from({ length: 2001 }, () => line('2026-03-17', '10:00')))
  for (const file of [endless, many, '  \r\n'])
    expect((await send(file)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'file' }])
  for (const file of [
    'BEGIN:VCALENDAR\r\nnonsense',
    'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
    'date,time\r\n1,2',
    `${header}\r\n"`,
  ])
    expect(await imports(file)).toMatchObject({
      applied: false,
      visits: [],
      errors: [{ code: 'BAD_USER_INPUT' }],
    })
})

test('only who may import does', async () => {
  for (const role of ['VET', 'RECEPTIONIST', 'TECHNICIAN'] as const)
    expect((await send(csv(), true, asRole(role))).errors).toMatchObject([
      { code: 'FORBIDDEN', extensions: { permission: 'appointment:import' } },
    ])
})

test('hundreds of lines take as many statements as a few', async () => {
  const type = await aType(hospital, { durationMinutes: 5 })
  const days = Array.from({ length: 4 }, (_, day) => `2026-03-${20 + day}`)
  const times = Array.from({ length: 100 }, (_, index) => {
    const minutes = 8 * 60 + index * 5
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  })
  const lines = days.flatMap((day) => times.map((time) => line(day, time, { type: type.name })))
  const counted = async (file: string) => {
    const before = hospital.runtime.database.statements()
    expect(await imports(file)).toMatchObject({ applied: true, errors: [] })
    return hospital.runtime.database.statements() - before
  }
  const few = await counted(csv(...lines.slice(0, 3)))
  const many = await counted(csv(...lines.slice(3)))
  expect(many - few).toBeLessThan(8)
  expect(await visits()).toHaveLength(400)
})
