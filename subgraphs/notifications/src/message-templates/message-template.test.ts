import { messageTemplates, type MessageTemplate } from '@vetgraph/kit/contracts/messages'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMail } from '../mails/sending.service.ts'
import { openMailServer } from '../mails/testing-smtp.ts'
import { notifications } from '../schema.ts'
import { checkWording } from './liquid.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications, undefined, {
    smtpUrl: null,
    publicUrl: 'https://vets.example',
  })
})
afterAll(() => hospital.close())

const admin = asRole('ADMIN')

const offer = {
  template: 'slot-offer',
  language: 'EN',
  channel: 'EMAIL',
  subject: '{{ pet }}: a free time',
  body: 'Hello {{ name }},\n\n{{ when }} is free.\n\n{{ link }}\n\n{{ hospital }}',
  linkLabel: 'Book it',
}

const save = (input: object, on = hospital) =>
  on.graphql(
    admin,
    `mutation ($input: UpdateMessageTemplateInput!) { updateMessageTemplate(input: $input) {
      id version updatedAt updatedBy { id } wording { subject body linkLabel } } }`,
    { input },
  )

const preview = (input: object) =>
  hospital.graphql(
    admin,
    'query ($input: PreviewMessageInput!) { previewMessage(input: $input) { subject text html exampleOf } }',
    { input },
  )

const list = `query ($language: MessageLanguage!) { messageTemplates(language: $language) {
  id template name version wording { subject } originalWording { subject } variables { name optional } } }`

const listed = async (language: string, template: string) => {
  const { data } = await hospital.graphql(admin, list, { language })
  return (data['messageTemplates'] as Array<{ template: string }>).find((each) => each.template === template)
}

const anOffer = (overrides = {}) => ({
  id: newId(),
  template: 'slot-offer' as const,
  to: 'ada@example.test',
  name: 'Ada Byrne',
  token: 'a-secret',
  values: {
    pet: 'Bella',
    what: 'Check-up',
    when: 'Thursday 10:30',
    vet: 'Daan Visser',
    until: 'Wednesday',
    hospital: 'Vondelpark',
  },
  ...overrides,
})

const textOf = async (id: string, on = hospital) => {
  const { data } = await on.graphql(
    admin,
    'query ($id: ID!) { openedMail(id: $id) { text mail { subject status failure } } }',
    { id },
  )
  return data['openedMail'] as {
    text: string
    mail: { subject: string; status: string; failure: string | null }
  }
}

test.each(Object.keys(messageTemplates))(
  'the wording of “%s” that comes with the software can be sent',
  (name) => {
    const declaration = messageTemplates[name as MessageTemplate]
    checkWording(declaration, declaration.wording)
  },
)

test('what a message says is changed per language and version, audited, and what was created before stays as it was', async () => {
  const before = anOffer()
  await hospital.deliver('slot.offered', before)
  expect(await listed('EN', 'slot-offer')).toMatchObject({
    version: 0,
    wording: { subject: 'A free time for {{ pet }}' },
  })
  const { data, errors } = await save({ ...offer, version: 0 })
  expect(errors).toEqual([])
  expect(data['updateMessageTemplate']).toEqual({
    id: 'slot-offer:EN:EMAIL',
    version: 1,
    updatedAt: hospital.now().toISOString(),
    updatedBy: { id: admin.userId },
    wording: { subject: offer.subject, body: offer.body, linkLabel: 'Book it' },
  })
  expect(await hospital.audited('slot-offer:EN:EMAIL')).toMatchObject([
    { action: 'message-template.update', after: { subject: offer.subject } },
  ])
  const after = anOffer()
  await hospital.deliver('slot.offered', after)
  expect((await textOf(before.id)).mail.subject).toBe('A free time for Bella')
  expect(await textOf(after.id)).toMatchObject({
    text: 'Hello Ada Byrne,\n\nThursday 10:30 is free.\n\nBook it:\nhttps://vets.example/offer#a-secret\n\nVondelpark\n',
    mail: { subject: 'Bella: a free time', status: 'KEPT' },
  })
  await save({ ...offer, version: 1, subject: 'Free: {{ when }}' })
  expect((await textOf(after.id)).mail.subject).toBe('Bella: a free time')
})

test('a language without a wording has the English one, and its own from then on', async () => {
  expect(await listed('DE', 'reset-password')).toMatchObject({
    version: 0,
    wording: { subject: 'Choose a new password' },
  })
  const german = {
    ...{ template: 'reset-password', language: 'DE', channel: 'EMAIL', subject: 'Neues Passwort' },
    ...{ body: 'Guten Tag {{ name }},\n\n{{ link }}', linkLabel: 'Passwort wählen', version: 0 },
  }
  expect((await save(german)).errors).toEqual([])
  const facts = {
    ...anOffer({ template: 'reset-password', values: { hospital: '' } }),
    template: 'reset-password' as const,
  }
  const [swiss, french] = [
    { ...facts, language: 'de-CH' },
    { ...facts, id: newId(), language: 'fr-BE' },
  ]
  await hospital.deliver('mail.wanted', swiss)
  await hospital.deliver('mail.wanted', french)
  expect((await textOf(swiss.id)).mail.subject).toBe('Neues Passwort')
  expect((await textOf(french.id)).mail.subject).toBe('Choose a new password')
})

test.each([
  ['an unknown variable', { body: 'Dear {{ owner }},\n\n{{ link }}' }, 'body', 'no {{ owner }}'],
  [
    'an unknown variable in a branch',
    { body: '{% if pet %}{{ link }}{% else %}{{ vaccine }}{% endif %}' },
    'body',
    'no {{ vaccine }}',
  ],
  ['a loop', { body: '{% for i in (1..999999999) %}x{% endfor %}\n\n{{ link }}' }, 'body', 'no {% for %}'],
  ['a file', { body: "{% include '/etc/passwd' %}\n\n{{ link }}" }, 'body', 'no {% include %}'],
  ['a range without end', { body: '{{ (1..999999999) | join }}\n\n{{ link }}' }, 'body', 'cannot be written'],
  ['a script', { body: '<script>alert(1)</script>\n\n{{ link }}' }, 'body', 'plain text'],
  ['an unknown filter', { subject: '{{ pet | shout }}' }, 'subject', 'not understood'],
  ['braces that stay open', { subject: '{{ pet' }, 'subject', 'not understood'],
  ['a subject that would be blank', { subject: "{{ '' }}" }, 'subject', 'blank'],
  ['no button', { body: 'Dear {{ name }}' }, 'body', 'paragraph of its own'],
  ['a button in the middle of a sentence', { body: 'See {{ link }} now' }, 'body', 'paragraph of its own'],
  ['a button without words', { linkLabel: null }, 'linkLabel', 'needs words'],
])(
  'words with %s are refused in the field’s name, and nothing is saved',
  async (_, wrong, field, message) => {
    const before = await hospital.admin`select count(*)::int from notifications.message_wordings`
    for (const { errors } of [
      await save({ ...offer, version: 2, ...wrong }),
      await preview({ ...offer, ...wrong }),
    ]) {
      expect(errors).toMatchObject([
        { code: 'BAD_USER_INPUT', field, message: expect.stringContaining(message) as string },
      ])
    }
    expect(await hospital.admin`select count(*)::int from notifications.message_wordings`).toEqual(before)
  },
)

test('a message is previewed with examples, or as the last one would read, which is audited (C1)', async () => {
  const { data } = await preview({ ...offer, subject: 'Yes & no' })
  expect(data['previewMessage']).toMatchObject({
    subject: 'Yes & no',
    text: expect.stringContaining('Book it:\nhttps://vets.example/offer\n') as string,
    html: expect.stringContaining('<title>Yes &amp; no</title>') as string,
    exampleOf: null,
  })
  const latest = anOffer({ name: 'Grace <i>Hopper</i>' })
  await hospital.deliver('slot.offered', latest)
  const real = await preview({ ...offer, withLatest: true })
  expect(real.data['previewMessage']).toMatchObject({
    text: expect.stringContaining('Hello Grace <i>Hopper</i>,') as string,
    html: expect.stringContaining('Hello Grace &lt;i&gt;Hopper&lt;/i&gt;,') as string,
    exampleOf: hospital.now().toISOString(),
  })
  expect(JSON.stringify(real.data)).not.toContain('a-secret')
  expect(await hospital.audited(latest.id)).toMatchObject([{ action: 'mail.read' }])
})

test('of fifty who change one wording at once one does, and no saved wording is ever changed', async () => {
  const input = { ...offer, language: 'NL', version: 0 }
  const saves = await Promise.all(Array.from({ length: 50 }, () => save(input)))
  expect(saves.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  for (const { errors } of saves) if (errors.length > 0) expect(errors).toMatchObject([{ code: 'CONFLICT' }])
  await expect(
    hospital.context().db.execute("update notifications.message_wordings set subject = 'x'"),
  ).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('a message with a value missing is not sent but shown with the reason, and sent once it can be written (N5)', async () => {
  const server = await openMailServer()
  const other = await TestSubgraph.open(notifications, undefined, {
    smtpUrl: server.url,
    publicUrl: 'https://vets.example',
  })
  try {
    const facts = anOffer({ values: { pet: 'Bella', hospital: 'Vondelpark' } })
    await other.deliver('slot.offered', facts)
    expect(await textOf(facts.id, other)).toMatchObject({
      mail: {
        subject: 'Free time',
        status: 'FAILED',
        failure: expect.stringContaining('undefined variable: ') as string,
      },
    })
    await save({ ...offer, version: 0, body: 'Hello {{ name }}, {{ pet }} can come.\n\n{{ link }}' }, other)
    await other.graphql(admin, 'mutation ($id: ID!) { resendMail(id: $id) { id } }', { id: facts.id })
    await sendMail(other.context(), { id: facts.id })
    expect(server.taken).toHaveLength(1)
    expect((await textOf(facts.id, other)).mail).toEqual({
      subject: 'Bella: a free time',
      status: 'SENT',
      failure: null,
    })
  } finally {
    await other.close()
  }
})

test('only who may change what messages say reads the wordings', async () => {
  for (const query of [
    '{ messageTemplates { id } }',
    `mutation { updateMessageTemplate(input: { template: "invoice", language: EN, channel: EMAIL, subject: "x", body: "x", version: 0 }) { id } }`,
  ]) {
    expect((await hospital.graphql(asRole('VET'), query)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
  expect((await save({ ...offer, template: 'nothing', version: 0 })).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
})
