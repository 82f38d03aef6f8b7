import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifications } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications)
})
afterAll(() => hospital.close())

const aMail = (status: string) => hospital.admin`
  insert into notifications.mails (id, template, recipient, recipient_name, values, status, created_at, attempt_at)
  values (${newId()}, 'reset-password', 'ada@example.test', 'Ada', '{}', ${status}, now(), now())`

test('e-mails that failed are as many as their list has, in one statement, for whoever sees the outbox', async () => {
  for (const status of ['FAILED', 'FAILED', 'QUEUED']) await aMail(status)
  const failed = async (role: 'ADMIN' | 'VET' | 'OWNER') =>
    (await hospital.graphql(asRole(role), '{ notificationsDashboard { failedMails } }')).data[
      'notificationsDashboard'
    ]
  const before = hospital.runtime.database.statements()
  expect(await failed('ADMIN')).toEqual({ failedMails: 2 })
  expect(hospital.runtime.database.statements() - before).toBe(1)
  expect(await failed('VET')).toBeNull()
  expect(await failed('OWNER')).toBeNull()
  const list = await hospital.graphql(asRole('ADMIN'), '{ mails(filter: { status: FAILED }) { totalCount } }')
  expect(list.data).toEqual({ mails: { totalCount: 2 } })
})
