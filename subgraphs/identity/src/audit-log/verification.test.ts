import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@vetgraph/kit/ids'
import { newLog } from '@vetgraph/kit/telemetry/logs'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { FlattenedSign } from 'jose'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { identity } from '../schema.ts'
import { rotateSigningKey, signingKey } from '../signing-keys/signing-key.service.ts'
import { anEntry } from './audit-entry.factory.ts'
import { keepEntry } from './audit-log.service.ts'
import { watchAuditLog } from './verification.service.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(identity)
  for (let count = 0; count < 6; count++) await keepEntry(hospital.context(), anEntry())
})
afterEach(() => hospital.close())

const admin = asRole('ADMIN')

async function verify(variables: { after?: number; checkpoint?: string } = {}) {
  const { data, errors } = await hospital.graphql(
    admin,
    `query($after: Int, $checkpoint: String) { verifyAuditLog(after: $after, checkpoint: $checkpoint) {
      intact entries firstBroken { position reason } head { position } continueAfter } }`,
    variables,
  )
  expect(errors).toEqual([])
  return data['verifyAuditLog'] as {
    intact: boolean
    firstBroken: { position: number; reason: string } | null
  }
}

const checkpoint = async () =>
  (await hospital.graphql(admin, '{ auditCheckpoint }')).data['auditCheckpoint'] as string

/** As whoever owns the database may, past every right and trigger. */
const tamper = (statements: string) =>
  hospital.admin.unsafe(`
    alter table identity.audit_log disable trigger audit_log_chain;
    ${statements};
    alter table identity.audit_log enable trigger audit_log_chain;`)

/** Makes the log agree with itself again, as somebody would who knows how it is made. */
const rechain = `do $$
  declare entry identity.audit_log; before_it bytea := ''; place bigint := 0;
  begin
    for entry in select * from identity.audit_log order by position loop
      place := place + 1;
      update identity.audit_log set position = place where id = entry.id;
      entry.position := place;
      before_it := identity.audit_hash(before_it, entry);
      update identity.audit_log set hash = before_it where id = entry.id;
    end loop;
    update identity.audit_head set position = place, hash = before_it;
  end $$`

const forged = (position: number) => `
  insert into identity.audit_log select (jsonb_populate_record(entry,
    jsonb_build_object('id', '${newId()}', 'position', ${position}, 'action', 'pet.archive'))).*
  from identity.audit_log entry where position = 3`

test('an untouched log is intact, an empty one too, and that somebody asked stands in the audit (C1)', async () => {
  expect(await verify()).toEqual({
    intact: true,
    entries: 6,
    firstBroken: null,
    head: { position: 6 },
    continueAfter: null,
  })
  expect(await hospital.audited('*')).toMatchObject([
    { action: 'audit-log.verify', actorId: admin.userId, after: { firstBroken: null, position: 6 } },
  ])
  await tamper(`truncate identity.audit_log; ${rechain}`)
  expect(await verify()).toMatchObject({ intact: true, entries: 0, head: { position: 0 } })
})

test('an entry whose content was changed is found, by whatever part was changed (C1)', async () => {
  for (const change of [
    `after = '{"name": "Rex"}'`,
    `actor_id = null`,
    `at = at - interval '1 day'`,
    `hash = sha256('mine')`,
  ]) {
    await tamper(`create table kept as select * from identity.audit_log;
      update identity.audit_log set ${change} where position = 4`)
    expect(await verify()).toMatchObject({
      intact: false,
      firstBroken: { position: 4, reason: 'CHANGED' },
    })
    await tamper(
      `truncate identity.audit_log; insert into identity.audit_log select * from kept; drop table kept`,
    )
    expect(await verify()).toMatchObject({ intact: true })
  }
})

test('an entry taken out of the middle is found, and so are two that changed places (C1)', async () => {
  await tamper('delete from identity.audit_log where position = 3')
  expect(await verify()).toMatchObject({ firstBroken: { position: 3, reason: 'REMOVED' } })
  expect(await verify({ after: 3 })).toMatchObject({ firstBroken: { position: 3, reason: 'REMOVED' } })
  await tamper('update identity.audit_log set position = position - 1 where position > 3')
  expect(await verify()).toMatchObject({ firstBroken: { position: 3, reason: 'CHANGED' } })
})

test('a log whose end was cut off is found by its head, though what is left agrees with itself (C1)', async () => {
  await tamper('delete from identity.audit_log where position > 4')
  expect(await verify()).toMatchObject({ firstBroken: { position: 5, reason: 'TRUNCATED' } })
  await tamper('truncate identity.audit_log')
  expect(await verify()).toMatchObject({ firstBroken: { position: 1, reason: 'TRUNCATED' } })
})

test('a checkpoint kept elsewhere finds a log that was cut together with its head, or written anew (C1)', async () => {
  const kept = await checkpoint()
  expect(await verify({ checkpoint: kept })).toMatchObject({ intact: true })
  await tamper(`create table kept as select * from identity.audit_log;
    delete from identity.audit_log where position > 4; ${rechain}`)
  expect(await verify()).toMatchObject({ intact: true })
  expect(await verify({ checkpoint: kept })).toMatchObject({
    firstBroken: { position: 5, reason: 'TRUNCATED' },
  })
  for (let count = 0; count < 3; count++) await keepEntry(hospital.context(), anEntry())
  expect(await verify()).toMatchObject({ intact: true })
  expect(await verify({ checkpoint: kept })).toMatchObject({
    firstBroken: { position: 6, reason: 'REWRITTEN' },
  })
})

test('an entry put in is found: behind the end by the head, between others by a checkpoint (C1)', async () => {
  const kept = await checkpoint()
  await tamper(forged(7))
  expect(await verify()).toMatchObject({ firstBroken: { position: 7, reason: 'CHANGED' } })
  await tamper(`update identity.audit_log entry
    set hash = identity.audit_hash((select hash from identity.audit_log where position = 6), entry) where position = 7`)
  expect(await verify()).toMatchObject({ firstBroken: { position: 7, reason: 'ADDED' } })
  await tamper(`update identity.audit_log set position = position + 10 where position between 4 and 6;
    update identity.audit_log set position = 4 where position = 7; ${rechain}`)
  expect(await verify()).toMatchObject({ intact: true })
  expect(await verify({ checkpoint: kept })).toMatchObject({
    firstBroken: { position: 6, reason: 'REWRITTEN' },
  })
})

test('a checkpoint stays good when the keys change and the log grows; anything else is refused', async () => {
  const kept = await checkpoint()
  await rotateSigningKey(hospital.context())
  hospital.setNow('2026-04-16T08:00:00.000Z')
  await keepEntry(hospital.context(), anEntry())
  expect(await verify({ checkpoint: kept })).toMatchObject({ intact: true })
  const jws = JSON.parse(kept) as Record<string, string>
  const payload = Buffer.from(JSON.stringify({ position: 1, hash: '00', at: '' })).toString('base64url')
  const padded = JSON.stringify({ ...jws, signature: `${jws['signature']}==` })
  for (const text of ['x', '{}', kept.slice(0, -4), JSON.stringify({ ...jws, payload }), padded]) {
    expect(await refusalOf(text)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'checkpoint' }])
  }
})

const refusalOf = async (text: string) =>
  (
    await hospital.graphql(admin, 'query($text: String) { verifyAuditLog(checkpoint: $text) { intact } }', {
      text,
    })
  ).errors

/** A checkpoint of the present end that a key of access tokens has signed, as all did once. */
async function signedByTokens(at: Date) {
  const { kid, privateKey } = await signingKey(hospital.context(), 'access-token')
  const { payload } = JSON.parse(await checkpoint()) as { payload: string }
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  const jws = await new FlattenedSign(Buffer.from(JSON.stringify({ ...said, at: at.toISOString() })))
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'audit-checkpoint' })
    .sign(privateKey)
  return JSON.stringify(jws)
}

test('keys of access tokens sign no checkpoints; those that once did still verify what they signed until then', async () => {
  const now = hospital.now()
  const later = new Date(now.getTime() + 1)
  expect(await refusalOf(await signedByTokens(now))).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  await hospital.admin`update identity.signing_keys set checkpoints_until = ${now} where purpose = 'access-token'`
  expect(await verify({ checkpoint: await signedByTokens(now) })).toMatchObject({ intact: true })
  expect(await refusalOf(await signedByTokens(later))).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('a checkpoint is appended to a file and posted to a webhook, again until it is taken', async () => {
  const answers = [503, 204]
  const posted: string[] = []
  const archive = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => posted.push(text))
    request.on('end', () => response.writeHead(answers.shift() ?? 500).end())
  }).listen(0, '127.0.0.1')
  await once(archive, 'listening')
  onTestFinished(() => void archive.close())
  const checkpointFile = join(mkdtempSync(join(tmpdir(), 'vetgraph-checkpoints-')), 'log')
  const checkpointUrl = `http://127.0.0.1:${(archive.address() as AddressInfo).port}/`
  const ctx = hospital.context()
  const settings = { ...ctx.settings, checkpointFile, checkpointUrl }
  await watchAuditLog({ ...ctx, settings })
  const jobs = await hospital.admin<Array<{ task: string; payload: never }>>`
    select t.identifier as task, j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier like '%-checkpoint'`
  const run = async (name: string) => {
    const job = jobs.find(({ task }) => task === `identity:${name}`)!
    await identity.work[name]!({ ...hospital.context(), settings }, job.payload)
  }
  await run('append-checkpoint')
  await run('append-checkpoint')
  await expect(run('post-checkpoint')).rejects.toThrow('503')
  await run('post-checkpoint')
  const lines = readFileSync(checkpointFile, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(posted).toEqual(lines)
  expect(await verify({ checkpoint: lines[0]! })).toMatchObject({ intact: true })
})

test('only who may read the log verifies it or takes a checkpoint', async () => {
  for (const query of [
    '{ verifyAuditLog { intact } }',
    '{ auditCheckpoint }',
    '{ auditTerms { actions } }',
  ]) {
    const { errors } = await hospital.graphql(asRole('VET'), query)
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'audit:read' } }])
  }
})

test('the log is verified by itself: the operators’ logs hear where it is broken, or get a checkpoint to compare with (C1)', async () => {
  const lines: string[] = []
  const log = newLog('identity', 'info', { write: (line) => lines.push(line) })
  const watch = async () => {
    await watchAuditLog({ ...hospital.context(), log })
    return JSON.parse(lines.at(-1)!) as Record<string, unknown>
  }
  const said = await watch()
  expect(said).toMatchObject({ msg: 'checkpoint of the audit log', position: 6 })
  await tamper(`delete from identity.audit_log where position > 4; ${rechain}`)
  expect(await verify({ checkpoint: JSON.stringify(said.checkpoint) })).toMatchObject({
    firstBroken: { position: 5, reason: 'TRUNCATED' },
  })
  await tamper('delete from identity.audit_log where position = 2')
  expect(await watch()).toMatchObject({
    level: 50,
    msg: 'the audit log was tampered with',
    firstBroken: { position: 2, reason: 'REMOVED' },
  })
})
