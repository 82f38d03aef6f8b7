import { billing } from '@vetgraph/billing/schema'
import { identity } from '@vetgraph/identity/schema'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { scheduling } from '@vetgraph/scheduling/schema'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openTestGateway } from './testing/test-gateway.ts'
import { publicKeys, tokenFor } from './testing/test-tokens.ts'

test('S2: what an administrator changes of a location counts in scheduling and in billing at once', async () => {
  const gateway = await openTestGateway('one process', {
    definitions: [{ ...identity, publicKeys }, scheduling, billing],
  })
  onTestFinished(() => gateway.close())
  const headers = { authorization: `Bearer ${await tokenFor(asRole('ADMIN'))}` }
  const save = async (verb: 'create' | 'update', input: object) => {
    const query = `mutation ($input: ${verb === 'create' ? 'Create' : 'Update'}LocationInput!) {
      made: ${verb}Location(input: $input) { id version }
    }`
    const { data, errors } = (await gateway.post({ query, variables: { input } }, headers)).body
    return { errors, made: data?.['made'] as { id: string; version: number } }
  }
  const { made } = await save('create', {
    name: 'Old Mill',
    address: '1 Mill Lane',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    taxRate: 1350,
  })
  const changed = await save('update', {
    ...made,
    bookingMonthsAhead: 6,
    estimateValidDays: 60,
    currency: 'GBP',
  })
  expect(changed.errors).toBeUndefined()
  await vi.waitFor(async () => {
    const [diary] = await gateway.runtimeOf('scheduling').database
      .sql`select booking_months_ahead as months from scheduling.location_refs where id = ${made.id}`
    const [books] = await gateway.runtimeOf('billing').database
      .sql`select estimate_valid_days as days, currency from billing.location_refs where id = ${made.id}`
    expect({ ...diary, ...books }).toEqual({ months: 6, days: 60, currency: 'GBP' })
  }, 10_000)
  const alone = await save('update', { ...changed.made, active: false })
  expect(alone.errors).toMatchObject([{ extensions: { code: 'CONFLICT', field: 'active' } }])
})
