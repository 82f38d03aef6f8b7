import type { MailFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { allPermissions, forPeopleOnly, type Permission } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { notifications } from '../schema.ts'
import { type MailRow, mails } from './mail.table.ts'
import { sendMail } from './sending.service.ts'
import { openMailServer } from './testing-smtp.ts'

const admin = asRole('ADMIN')

async function openHospital(smtpUrl: string | null) {
  const hospital = await TestSubgraph.open(notifications, undefined, {
    smtpUrl,
    publicUrl: 'https://vets.example',
    mailFrom: 'Harbour Vets <desk@vets.example>',
  })
  onTestFinished(() => hospital.close())
  return hospital
}

const aReset = (): MailFacts => ({
  id: newId(),
  template: 'reset-password',
  to: 'ada@example.test',
  name: 'Ada <b>Byrne</b>',
  token: 'a-secret',
  values: { hospital: 'Harbour Vets' },
})

async function wanted(hospital: TestSubgraph, facts = aReset()): Promise<string> {
  await hospital.deliver('mail.wanted', facts)
  return facts.id
}

const attempt = (hospital: TestSubgraph, id: string) => sendMail(hospital.context(), { id })

async function rowOf(hospital: TestSubgraph, id: string): Promise<MailRow> {
  const [row] = await hospital.context().db.select().from(mails).where(eq(mails.id, id))
  return row!
}

/** The planned attempts of mails, by when they are due. */
const planned = async (hospital: TestSubgraph) =>
  (
    await hospital.admin`
      select j.run_at from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'notifications:send-mail' order by j.run_at`
  ).map(({ run_at }) => (run_at as Date).toISOString())

/** What a mail reader shows: soft line breaks undone. */
const decoded = (source: string) =>
  source
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

const list = '{ mails { nodes { id subject recipient recipientName status attempts failure sentAt } } }'

test('mail goes through the server once, with a link to the web client, and the secret is erased', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  const id = await wanted(hospital)
  await Promise.all([1, 2, 3].map(() => attempt(hospital, id)))
  await attempt(hospital, id)
  expect(server.taken).toHaveLength(1)
  const [{ from, to, source }] = server.taken as [(typeof server.taken)[0]]
  expect({ from, to }).toEqual({ from: 'desk@vets.example', to: ['ada@example.test'] })
  expect(source).toContain('Subject: Choose a new password')
  expect(source).toContain(`Message-ID: <${id}@vetgraph>`)
  expect(decoded(source)).toContain('Choose a new password:\r\nhttps://vets.example/reset#a-secret')
  expect(decoded(source)).toContain('Your password stays as it is.\r\n\r\nHarbour Vets')
  expect(decoded(source)).toContain('Dear Ada &lt;b&gt;Byrne&lt;/b&gt;,')
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'SENT', attempts: 1, token: null })
  const { data } = await hospital.graphql(admin, `query ($id: ID!) { openedMail(id: $id) { text } }`, { id })
  expect(data['openedMail']).toEqual({ text: expect.stringContaining('the link was erased') as string })
})

test('an invoice is sent with its PDF, which is kept only until the server has taken it', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  const pdf = Buffer.from('%PDF-1.7 an invoice').toString('base64')
  const facts = {
    id: newId(),
    template: 'invoice' as const,
    to: 'ada@example.test',
    name: 'Ada Byrne',
    values: {
      hospital: 'Harbour Vets',
      number: 'H-1',
      total: 'EUR 5.00',
      due: 'EUR 5.00',
      dueOn: '',
      again: '',
    },
    attachment: { fileName: 'H-1.pdf', base64: pdf },
  }
  await hospital.deliver('document.mailed', facts)
  await attempt(hospital, facts.id)
  const [{ source }] = server.taken as [(typeof server.taken)[0]]
  expect(source).toContain('Subject: Invoice H-1 from Harbour Vets')
  expect(source).toContain('filename=H-1.pdf')
  expect(source).toContain(pdf)
  expect(await hospital.admin`select from notifications.mail_attachments`).toHaveLength(0)
})

test('B12: an estimate is mailed with its PDF and the link by which it is answered, which is erased afterwards', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  const pdf = Buffer.from('%PDF-1.7 an estimate').toString('base64')
  const facts = {
    id: newId(),
    template: 'estimate' as const,
    to: 'ada@example.test',
    name: 'Ada Byrne',
    token: 'sealed-version',
    values: {
      hospital: 'Harbour Vets',
      title: 'Dental treatment',
      total: 'EUR 24.00 – EUR 72.00',
      validUntil: '2026-04-16',
    },
    attachment: { fileName: 'estimate-version-1.pdf', base64: pdf },
  }
  await hospital.deliver('document.mailed', facts)
  await attempt(hospital, facts.id)
  const [{ source }] = server.taken as [(typeof server.taken)[0]]
  expect(source).toContain('Subject: Estimate: Dental treatment')
  expect(source).toContain('filename=estimate-version-1.pdf')
  expect(source).toContain(pdf)
  expect(decoded(source)).toContain('Accept or decline:\r\nhttps://vets.example/estimate#sealed-version')
  expect(await rowOf(hospital, facts.id)).toMatchObject({ status: 'SENT', token: null })
})

test('without a mail server mail is kept to be read by an administrator, and opening it is audited (C1)', async () => {
  const hospital = await openHospital(null)
  const id = await wanted(hospital)
  expect(await planned(hospital)).toEqual([])
  const listed = await hospital.graphql(admin, list)
  expect(listed.data).toEqual({
    mails: {
      nodes: [
        {
          id,
          subject: 'Choose a new password',
          recipient: 'ada@example.test',
          recipientName: 'Ada <b>Byrne</b>',
          status: 'KEPT',
          attempts: 0,
          failure: null,
          sentAt: null,
        },
      ],
    },
  })
  const opened = await hospital.graphql(admin, `query ($id: ID!) { openedMail(id: $id) { text } }`, { id })
  expect(opened.data['openedMail']).toEqual({
    text: expect.stringContaining('https://vets.example/reset#a-secret') as string,
  })
  expect(await hospital.audited(id)).toEqual([
    { action: 'mail.read', actorId: admin.userId, before: null, after: null },
  ])
  const resent = await hospital.graphql(admin, `mutation ($id: ID!) { resendMail(id: $id) { id } }`, { id })
  expect(resent.errors).toMatchObject([{ code: 'CONFLICT' }])
})

test('the link that lets somebody in shows to nobody whom it could raise', async () => {
  const hospital = await openHospital(null)
  const id = await wanted(hospital)
  const grants = (locationId: string | null, left: Permission[]) => [
    { locationId, permissions: new Set(allPermissions.filter((name) => !left.includes(name))) },
  ]
  for (const viewer of [
    { ...admin, grants: grants(null, ['role:write']) },
    { ...admin, grants: [...grants(null, ['role:write']), ...grants(newId(), [])] },
    { ...admin, kind: 'client' as const, grants: grants(null, [...forPeopleOnly]) },
  ]) {
    const { data } = await hospital.graphql(viewer, `{ openedMail(id: "${id}") { text } }`)
    const { text } = data['openedMail'] as { text: string }
    expect(text).toContain('Choose a new password:\n(the link lets somebody in')
    expect(text).not.toContain('a-secret')
  }
})

test('only those with the right read the hospital’s mail or send it again', async () => {
  const hospital = await openHospital(null)
  const id = await wanted(hospital)
  for (const role of ['VET', 'RECEPTIONIST', 'TECHNICIAN', 'OWNER', 'SCREEN'] as const) {
    const asked = [
      list,
      `{ openedMail(id: "${id}") { text } }`,
      `mutation { resendMail(id: "${id}") { id } }`,
    ].map((query) => hospital.graphql(asRole(role), query))
    for (const { errors } of await Promise.all(asked)) expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
})

test('a server that is away or busy is tried again later, one that refuses for good is not', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  const id = await wanted(hospital)
  server.answers('later')
  await attempt(hospital, id)
  expect(await rowOf(hospital, id)).toMatchObject({
    status: 'QUEUED',
    attempts: 1,
    failure: expect.stringContaining('full') as string,
    attemptAt: new Date('2026-03-16T08:01:00.000Z'),
  })
  expect(await planned(hospital)).toEqual(['2026-03-16T08:01:00.000Z'])
  server.answers('refuse')
  hospital.setNow('2026-03-16T08:01:00.000Z')
  await attempt(hospital, id)
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'FAILED', attempts: 2, token: 'a-secret' })
  server.answers('take')
  const { data } = await hospital.graphql(admin, `mutation ($id: ID!) { resendMail(id: $id) { status } }`, {
    id,
  })
  expect(data).toEqual({ resendMail: { status: 'QUEUED' } })
  await attempt(hospital, id)
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'SENT' })
  expect(server.taken).toHaveLength(1)

  server.answersRecipients('refuse')
  const refused = await wanted(hospital)
  await attempt(hospital, refused)
  expect(await rowOf(hospital, refused)).toMatchObject({
    status: 'FAILED',
    failure: expect.stringContaining('no such mailbox') as string,
  })
  await server.close()
  const unreachable = await wanted(hospital)
  await attempt(hospital, unreachable)
  expect(await rowOf(hospital, unreachable)).toMatchObject({ status: 'QUEUED', attempts: 1 })
})

test('after a day of failures it is failed', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  server.answers('later')
  const id = await wanted(hospital)
  for (let row = await rowOf(hospital, id); row.status === 'QUEUED'; row = await rowOf(hospital, id)) {
    hospital.setNow(row.attemptAt.toISOString())
    await attempt(hospital, id)
  }
  const { status, attempts, attemptAt, createdAt } = await rowOf(hospital, id)
  expect({ status, attempts }).toEqual({ status: 'FAILED', attempts: 7 })
  expect(attemptAt.getTime() - createdAt.getTime()).toBe((1 + 5 + 15 + 60 + 240 + 720) * 60_000)
})

test('when the server breaks off after the whole message, it is not sent again by itself', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  server.answers('nothing')
  const id = await wanted(hospital)
  const trying = attempt(hospital, id)
  await expect.poll(() => server.taken.length).toBe(1)
  for (const { _socket } of server.connections) _socket.destroy()
  await trying
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'UNCERTAIN', token: 'a-secret' })
  hospital.setNow('2026-03-17T08:00:00.000Z')
  await attempt(hospital, id)
  expect(server.heard).toHaveLength(1)
})

test('a server that falls silent is given up: before the end to be tried again, after it not (SMTP_URL?socketTimeout)', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(`${server.url}?socketTimeout=300`)
  server.answersRecipients('nothing')
  const early = await wanted(hospital)
  await attempt(hospital, early)
  expect(await rowOf(hospital, early)).toMatchObject({ status: 'QUEUED', attempts: 1 })
  server.answersRecipients('take')
  server.answers('nothing')
  const late = await wanted(hospital)
  await attempt(hospital, late)
  expect(await rowOf(hospital, late)).toMatchObject({ status: 'UNCERTAIN', attempts: 1 })
})

/** Lets another process work off what is planned, until it is killed in the middle of it. */
function anotherProcess(hospital: TestSubgraph, smtpUrl: string) {
  const { url, secret } = hospital.database
  const child = fork(new URL('../main.ts', import.meta.url), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: { ...process.env, DATABASE_URL: url, VETGRAPH_SECRET: secret, SMTP_URL: smtpUrl, PORT: '0' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}

test('a process killed before the end of the message loses nothing: it is sent once, by another', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  server.answersRecipients('nothing')
  const id = await wanted(hospital)
  const kill = anotherProcess(hospital, server.url)
  await expect.poll(() => server.recipients.length, { timeout: 20_000 }).toBe(1)
  await kill()
  server.answersRecipients('take')
  const { status, attemptAt } = await rowOf(hospital, id)
  expect(status).toBe('SENDING')
  hospital.setNow(new Date(attemptAt.getTime() + 179_000).toISOString())
  await attempt(hospital, id)
  expect(server.taken).toEqual([])
  hospital.setNow(new Date(attemptAt.getTime() + 180_000).toISOString())
  await Promise.all([1, 2, 3].map(() => attempt(hospital, id)))
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'SENT', attempts: 2 })
  expect(server.taken).toHaveLength(1)
})

test('a process killed after the whole message sends it no second time', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  server.answers('nothing')
  const id = await wanted(hospital)
  const kill = anotherProcess(hospital, server.url)
  await expect.poll(() => server.taken.length, { timeout: 20_000 }).toBe(1)
  await kill()
  const { attemptAt } = await rowOf(hospital, id)
  hospital.setNow(new Date(attemptAt.getTime() + 180_000).toISOString())
  await attempt(hospital, id)
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'UNCERTAIN', attempts: 1 })
  expect(server.heard).toHaveLength(1)
})

test('an attempt that lies in the future, since the clock was set back, holds up no other', async () => {
  const server = await openMailServer()
  const hospital = await openHospital(server.url)
  const id = await wanted(hospital)
  await hospital.admin`
    update notifications.mails set status = 'SENDING', attempt_at = ${new Date(hospital.now().getTime() + 86_400_000)}
    where id = ${id}`
  await attempt(hospital, id)
  expect(await rowOf(hospital, id)).toMatchObject({ status: 'SENT' })
})
