import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isObjectType } from 'graphql'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import type { Viewer } from '@vetgraph/kit/context'
import { subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { walkAddresses } from './testing/walk/addresses.ts'
import type { Variant } from './testing/walk/arguments.ts'
import { findingsIn, Ground } from './testing/walk/ground.ts'
import { aDay } from './testing/walk/day.ts'
import { WalkHospital } from './testing/walk/hospital.ts'
import { former, household } from './testing/walk/household.ts'
import { backstage, clientOf, type Household } from './testing/walk/people.ts'
import { added, changes, readRows, type Rows, rowsThat } from './testing/walk/rows.ts'
import { Streams } from './testing/walk/streams.ts'
import { type Walked, walkEntities, type Walker, walkRoot } from './testing/walk/walker.ts'

let hospital: WalkHospital
let own: Household
let other: Household
let rows: { hospital: Rows; own: Rows; other: Rows }
let owner: Walker

/** What has an id and is of no household, so that there is nothing of another one to be found. */
const ofNoHousehold = [
  'Activity',
  'ApiClient',
  'ApiClientSecret',
  'AppointmentType',
  'AuditEntry',
  'Breed',
  'BulkMessage',
  'Cage',
  'CalendarFeed',
  'Closure',
  'ConsentFormTemplate',
  'ControlledRegister',
  'DaySheet',
  'DrugStop',
  'Equipment',
  'FormularyDose',
  'HouseholdVisit',
  'InventoryItem',
  'LabPanel',
  'LabTest',
  'Leave',
  'Location',
  'Lot',
  'MessageTemplate',
  'OnlinePayment',
  'PeriodLock',
  'PurchaseOrder',
  'PurchaseOrderLine',
  'PurchaseOrderReceipt',
  'Recall',
  'RecordTemplate',
  'RegisterLine',
  'ReminderRule',
  'Role',
  'Room',
  'Service',
  'Species',
  'StockMovement',
  'StockTransfer',
  'Stocktake',
  'StocktakeLine',
  'Substance',
  'Supplier',
  'SupplierItem',
  'TaxRate',
  'TextBlock',
  'Till',
  'TillSession',
  'VaccinationProtocol',
  'VaccineProduct',
  'WitnessProof',
  'Workstation',
  'WorkstationPerson',
]

/** What nobody needs a right for. */
const openToScreens = ['logout', 'registerOwner', 'requestPasswordReset', 'resendVerification']

/** Mutations that the walk cannot make understandable, and why. */
const notMade: Readonly<Record<string, string>> = {
  verifyEmail: 'a secret from an e-mail',
  resetPassword: 'a secret from an e-mail',
  acceptInvitation: 'a secret from an e-mail',
  changePassword: 'one’s own password',
  requestEmailChange: 'one’s own password',
  setMyPhoto: 'an image',
  startSecondFactor: 'one’s own password',
  confirmSecondFactor: 'a code of a device',
  setMyPin: 'one’s own password',
  answerLinkedEstimate: 'a signature',
}

const none: Rows = new Map()

const both = (a: Rows, b: Rows): Rows =>
  new Map([...a].map(([table, rows]) => [table, new Set([...rows, ...(b.get(table) ?? [])])]))

/** What belongs to one location: both households come to the first. */
const ofTheDesk = (all: Rows): Rows =>
  new Map(
    [
      'scheduling.appointments',
      'scheduling.appointment_history',
      'billing.invoices',
      'billing.invoice_items',
    ].map((table) => [table, all.get(table) ?? new Set()]),
  )

const plainOrForeign = ({ path, id }: Variant) => path === null || id?.side === 'foreign'

const read = () => readRows(hospital.sql, subgraphNames)

const textsOf = ({ word, phone }: Household) => [word, phone.slice(-8)]

beforeAll(async () => {
  hospital = await WalkHospital.open()
  const empty = await read()
  own = await household(hospital, 'Ottokar', '+353155512345')
  await hospital.settled()
  const first = await read()
  other = await household(hospital, 'Xanthippe', '+353199988776')
  await former(hospital, own, other)
  await hospital.settled()
  const second = await read()
  rows = { hospital: empty, own: added(empty, first), other: added(first, second) }
  owner = {
    viewer: clientOf(own),
    ground: new Ground({ own: rows.own, foreign: rows.other, hospital: rows.hospital }),
    words: [...textsOf(other), backstage],
  }
}, 180_000)
afterAll(() => hospital?.close())

const expectNothing = ({ findings, unlike }: Awaited<ReturnType<typeof walkRoot>>) => {
  expect.soft([...findings]).toEqual([])
  expect.soft(unlike).toEqual([])
}

/** Viewers who may see neither household. */
const strangers: Array<[string, () => Viewer]> = [
  ['an account that has no household yet', () => asRole('OWNER')],
  [
    'an API client that may read stock',
    () =>
      asRole('OWNER', {
        kind: 'client',
        roles: [],
        grants: [{ locationId: null, permissions: new Set(['inventory:read']) }],
      }),
  ],
]

const patient = { timeout: 300_000 }

describe('isolation of households (AU4)', patient, () => {
  test('a client reads nothing of another household, whatever is asked with whatever is named', async () => {
    const walked = await walkRoot(hospital, 'query', owner)
    expectNothing(walked)
    expect.soft(walked.unanswered).toEqual([])
  })

  test('no subgraph answers a client’s request with an entity of another household', async () => {
    expectNothing(await walkEntities(hospital, owner))
  })

  test('a client changes nothing of another household', async () => {
    const theirs = (all: Rows) =>
      rowsThat(all, (row) => findingsIn(row, owner.ground, textsOf(other), '').length > 0)
    const before = theirs(await read())
    const walked = await walkRoot(hospital, 'mutation', owner)
    await hospital.settled()
    expectNothing(walked)
    expect.soft(changes(before, theirs(await read()))).toEqual([])
    expect.soft([...walked.unanswered].sort()).toEqual(
      Object.keys(notMade)
        .map((name) => `mutation ${name}`)
        .sort(),
    )
  })

  test.each(strangers)('%s reads and changes nothing of any household', async (_who, viewer) => {
    const walker = {
      viewer: viewer(),
      ground: new Ground({ own: none, foreign: both(rows.own, rows.other), hospital: rows.hospital }),
      words: [...textsOf(own), ...textsOf(other), backstage],
    }
    expectNothing(await walkRoot(hospital, 'query', walker))
    expectNothing(await walkEntities(hospital, walker))
    expectNothing(await walkRoot(hospital, 'mutation', walker))
  })

  test('nothing of another household is heard, whatever happens in it, with whatever is listened to', async () => {
    const staff = asRole('ADMIN', { userId: await hospital.someVet() })
    const [heard, control] = await Promise.all(
      [owner, { ...owner, viewer: staff }].map((walker) => Streams.open(hospital, walker)),
    )
    await aDay(hospital, other)
    await aDay(hospital, own)
    const fields = Object.keys(hospital.graph.schema.getSubscriptionType()!.getFields())
    const about = (events: readonly unknown[], { ownerId, word }: Household) =>
      events.some((event) => [ownerId, word].some((text) => JSON.stringify(event).includes(text)))
    // What staff hear of both shows that there was something to be heard.
    await vi.waitFor(() => {
      expect(fields.filter((field) => control!.heardBy(field).length === 0)).toEqual([])
      expect(about(control!.heardBy('appointmentChanged'), other)).toBe(true)
      for (const field of ['appointmentChanged', 'ownerChanged']) {
        expect(about(heard!.heardBy(field), own)).toBe(true)
      }
    }, 10_000)
    await hospital.settled()
    await Promise.all([heard!.close(), control!.close()])
    expectNothing(heard!.walked)
  })

  test('no address serves anything of another household, nor tells what exists', async () => {
    const { walked, addresses } = await walkAddresses(hospital, owner)
    expectNothing(walked)
    expect(addresses.map(({ path }) => path)).toContain('/health/ready')
  })

  test('the walk reaches everything: viewers with the rights find all data of a household', async () => {
    const viewers = [hospital.admin, clientOf(other)]
    const walks: Walked[] = []
    for (const viewer of viewers)
      walks.push(await walkRoot(hospital, 'query', { ...owner, viewer }, plainOrForeign))
    const types = Object.values(hospital.graph.schema.getTypeMap()).filter(isObjectType)
    const unseen = types
      .filter((type) => 'id' in type.getFields())
      .filter(
        ({ name }) => !owner.ground.foreignOf(name).some((id) => walks.some(({ read }) => read.has(id))),
      )
    expect(unseen.map(({ name }) => name).filter((name) => !ofNoHousehold.includes(name))).toEqual([])
  })
})

describe('staff', patient, () => {
  test.each([
    ['who work elsewhere', false],
    ['who work elsewhere, and have their own pets treated here,', true],
  ])('%s see and change nobody else’s visits and invoices of this location (AU6)', async (_who, isOwner) => {
    const [, elsewhere] = await hospital.locations()
    const grants = [{ locationId: elsewhere!.id, permissions: new Set(builtInRoles.VET.permissions) }]
    const walker = {
      viewer: isOwner
        ? { ...clientOf(own), grants: [...clientOf(own).grants, ...grants] }
        : asRole('VET', { grants }),
      ground: new Ground({
        own: isOwner ? rows.own : none,
        foreign: ofTheDesk(isOwner ? rows.other : both(rows.own, rows.other)),
        hospital: rows.hospital,
      }),
      words: [],
    }
    expectNothing(await walkRoot(hospital, 'query', walker, plainOrForeign))
    expectNothing(await walkEntities(hospital, walker))
    const there = async () =>
      rowsThat(await read(), (row) => findingsIn(row, walker.ground, [], '').length > 0)
    const before = ofTheDesk(await there())
    expectNothing(await walkRoot(hospital, 'mutation', walker))
    expect(changes(before, ofTheDesk(await there()))).toEqual([])
  })

  test('a wall screen can do nothing but sign in and out (AU8)', async () => {
    const walker = { ...owner, viewer: asRole('SCREEN'), ground: owner.ground, words: [] }
    const { done } = await walkRoot(hospital, 'mutation', walker)
    expect([...done].sort()).toEqual(openToScreens)
  })
})
