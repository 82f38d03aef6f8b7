import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { fieldsOpenToAnyone } from '@vetgraph/kit/testing/walk'
import { isEnumType, isInputObjectType, isObjectType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from './schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

test('safe by default: every root field but the public ones demands a viewer, those added later too', async () => {
  expect(await fieldsOpenToAnyone(hospital)).toEqual([
    'Mutation.acceptInvitation',
    'Mutation.confirmOpenIdSignIn',
    'Mutation.finishOpenIdSignIn',
    'Mutation.login',
    'Mutation.logout',
    'Mutation.refreshSession',
    'Mutation.registerOwner',
    'Mutation.requestPasswordReset',
    'Mutation.resendVerification',
    'Mutation.resetPassword',
    'Mutation.setUpHospital',
    'Mutation.startOpenIdSignIn',
    'Mutation.switchUser',
    'Mutation.verifyEmail',
    'Query.errorCodes',
    'Query.me',
    'Query.setup',
    'Query.signInProviders',
    'Query.workstation',
  ])
})

test('everything in the graph has a description', () => {
  const silent: string[] = []
  const hear = (path: string, { description }: { description?: string | null }) => {
    if (!description) silent.push(path)
  }
  for (const type of Object.values(identity.schema.getTypeMap())) {
    if (/^_|^(String|Int|Float|Boolean|ID)$|^(federation|link)__/.test(type.name)) continue
    if (!['Query', 'Mutation'].includes(type.name)) hear(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) hear(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) hear(`${type.name}.${field.name}`, field)
    }
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue
      hear(`${type.name}.${field.name}`, field)
      for (const arg of field.args) hear(`${type.name}.${field.name}(${arg.name})`, arg)
    }
  }
  expect(silent).toEqual([])
})

test('the errors and their meanings are readable by anyone', async () => {
  const { data, errors } = await hospital.graphql(null, '{ errorCodes { code meaning httpStatus } }')
  expect(errors).toEqual([])
  expect(data['errorCodes']).toContainEqual({
    code: 'UNAUTHENTICATED',
    meaning: expect.stringContaining('sign in'),
    httpStatus: 401,
  })
})

const isForbidden = expect.objectContaining({ code: '42501' })

/** What happens when a role reads each of identity's tables. */
async function readAll(role: string) {
  const tables = await hospital.admin<Array<{ name: string }>>`
    select tablename as name from pg_tables where schemaname = 'identity' order by 1`
  const outcomes = await Promise.all(
    tables.map(({ name }) =>
      hospital.admin
        .begin(async (sql) => {
          await sql.unsafe(`set local role ${role}`)
          await sql`select count(*) from identity.${sql(name)}`
        })
        .then(
          () => null,
          (error: unknown) => error,
        ),
    ),
  )
  expect(outcomes.length).toBeGreaterThan(8)
  return outcomes
}

test('no other part of the hospital can read the accounts, the keys or the log in the database', async () => {
  const others = await hospital.admin<Array<{ name: string }>>`
    select rolname as name from pg_roles where rolname like 'vetgraph\_%' and rolname <> 'vetgraph_identity'`
  expect(others.map(({ name }) => name)).toContain('vetgraph_worker')
  for (const { name } of others) {
    for (const outcome of await readAll(name)) expect(outcome).toEqual(isForbidden)
  }
})

test('the audit can only be added to, also by the part that writes it', async () => {
  const { sql } = hospital.runtime.database
  for (const table of ['audit_entries', 'audit_log']) {
    expect(await sql`select count(*)::int as found from identity.${sql(table)}`).toHaveLength(1)
    await expect(sql`update identity.${sql(table)} set action = 'nothing'`).rejects.toEqual(isForbidden)
    await expect(sql`delete from identity.${sql(table)}`).rejects.toEqual(isForbidden)
    await expect(sql`truncate identity.${sql(table)}`).rejects.toEqual(isForbidden)
  }
})
