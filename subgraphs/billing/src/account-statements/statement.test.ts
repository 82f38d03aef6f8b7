import { execFileSync } from 'node:child_process'
import type { Viewer } from '@vetgraph/kit/context'
import { withTools } from '@vetgraph/kit/documents/testing-pdf'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, pays } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, askPeer } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

async function urlFor(viewer: Viewer, ownerId: string, from: string, until: string) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($of: [_Any!]!, $from: Date!, $until: Date!) { _entities(representations: $of) {
      ... on Owner { statementUrl(from: $from, until: $until) } } }`,
    { of: [{ __typename: 'Owner', id: ownerId }], from, until },
  )
  const [owner] = (data['_entities'] ?? []) as Array<{ statementUrl: string | null } | null>
  return { url: owner?.statementUrl ?? null, errors }
}

const open = (viewer: Viewer, url: string) =>
  hospital.graphql(
    viewer,
    'query ($address: String!) { documentFile(address: $address) { fileName body } }',
    {
      address: url.split('/').at(-1),
    },
  )

/** 78.00 charged on 16 March, 50.00 paid on the 17th, 78.00 charged on the 18th. */
async function anAccount() {
  hospital.setNow('2026-03-16T10:00:00.000Z')
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId, typeId } = visit
  hospital.setNow('2026-03-17T10:00:00.000Z')
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(5000) })
  hospital.setNow('2026-03-18T10:00:00.000Z')
  await aFinalisedInvoice(hospital, { ownerId, locationId, typeId })
  return ownerId
}

withTools(
  'B10: the statement as PDF adds up from the balance before its period to the one after',
  async () => {
    const ownerId = await anAccount()
    const owner = asRole('OWNER', { ownerId })
    const { url } = await urlFor(owner, ownerId, '2026-03-17', '2026-03-18')
    const { data, errors } = await open(owner, url!)
    expect(errors).toEqual([])
    const { fileName, body } = data['documentFile'] as { fileName: string; body: string }
    expect(fileName).toBe('statement-2026-03-18.pdf')
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(body, 'base64') })
    const printed = text.toString().replaceAll(/ +/g, ' ')
    expect(printed).toContain('Balance before EUR 78.00')
    expect(printed).toContain('2026-03-17 Payment card -EUR 50.00 EUR 28.00')
    expect(printed).toMatch(/2026-03-18 Invoice H-2026-\d+ EUR 78.00 EUR 106.00/)
    expect(printed).toContain('To be paid: EUR 106.00')
    expect((await hospital.audited(ownerId)).at(-1)).toMatchObject({
      action: 'account.read-statement',
      after: { from: '2026-03-17', until: '2026-03-18' },
    })
  },
)

test('AU4: another owner has no statement, nor opens one at its address; a period ends after it begins', async () => {
  const ownerId = await anAccount()
  const owner = asRole('OWNER', { ownerId })
  const other = asRole('OWNER', { ownerId: newId() })
  const { url } = await urlFor(owner, ownerId, '2026-03-01', '2026-03-31')
  expect((await open(other, url!)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect((await urlFor(other, ownerId, '2026-03-01', '2026-03-31')).url).toBeNull()
  expect((await urlFor(owner, ownerId, '2026-03-02', '2026-03-01')).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'until' },
  ])
  expect((await urlFor(other, other.ownerId!, '2026-03-01', '2026-03-31')).url).toBeNull()
})
