import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, aPrice, aService, askPeer } from '../testing.ts'
import { newId } from '@vetgraph/kit/ids'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')
const header = 'id,code,name,kind,tax class,price,tax included,from'

const exports = async (locationId: string, viewer = administrator) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    'query ($id: ID!) { priceListCsv(locationId: $id) }',
    { id: locationId },
  )
  return { csv: data['priceListCsv'] as string, errors }
}

interface Import {
  applied: boolean
  changes: Array<Record<string, unknown>>
  errors: Array<{ line: number; column: string | null; message: string }>
}

const imports = async (locationId: string, csv: string, overrides: Record<string, unknown> = {}) => {
  const shown = 'line name isNew previousName code taxClass price previousPrice'
  const { data, errors } = await hospital.graphql(
    administrator,
    `mutation ($input: ImportPriceListInput!) { importPriceList(input: $input) {
      applied changes { ${shown} } errors { line column message } } }`,
    { input: { locationId, csv, effectiveFrom: '2026-03-16', dryRun: false, ...overrides } },
  )
  return { answer: data['importPriceList'] as Import, errors }
}

const file = (...lines: string[]) => [header, ...lines].join('\r\n')

const priceOf = async (locationId: string, code: string) => {
  const [row] = await hospital.admin`
    select s.name, s.tax_class::text, p.amount::int, p.tax_included, p.effective_from::text
    from billing.services s left join billing.prices p on p.service_id = s.id and p.location_id = ${locationId}
    where s.code = ${code} order by p.id desc limit 1`
  return row
}

const entry = (overrides: Parameters<typeof aService>[1]) => aService(hospital, overrides)

test('RP3: the price list is a file that changes nothing when it is read again, and no cell is a formula', async () => {
  const location = await aLocation(hospital)
  const typeId = newId()
  await aPrice(hospital, { locationId: location.id, typeId }, { amount: 123_456, taxIncluded: true })
  await entry({ name: '=HYPERLINK("http://evil.example")', code: '+1' })
  await entry({ name: 'Vaccine, “rabies”', code: 'q1' })
  const { csv, errors } = await exports(location.id)
  expect(errors).toEqual([])
  expect(csv).toMatch(/^id,code,name,kind,tax class,price,tax included,from\r\n/)
  expect(csv).toContain(`${typeId},,Check-up,SERVICE,STANDARD,1234.56,yes,2020-01-01`)
  expect(csv).toMatch(/,'\+1,"'=HYPERLINK\(""http/)
  expect((await imports(location.id, csv)).answer).toEqual({ applied: true, changes: [], errors: [] })
  expect((await hospital.audited(location.id)).map(({ action }) => action)).toContain('price.export')
})

test('a dry run says what would change and writes nothing; without it all is written and audited', async () => {
  const location = await aLocation(hospital)
  const known = await entry({ name: 'Scaling', code: 's1' })
  const csv = file(
    `${known.id},s1,Dental scaling,SERVICE,REDUCED,100.00,no,`,
    ',s2,Polishing,SERVICE,STANDARD,"12,5",yes,',
    ',s3,Free advice,SERVICE,EXEMPT,,,',
  )
  const changes = [
    {
      line: 2,
      name: 'Dental scaling',
      isNew: false,
      previousName: 'Scaling',
      code: null,
      taxClass: 'REDUCED',
      price: { amount: 10_000, currency: 'EUR' },
      previousPrice: null,
    },
    expect.objectContaining({ line: 3, isNew: true, price: { amount: 1250, currency: 'EUR' } }),
    expect.objectContaining({ line: 4, isNew: true, price: null }),
  ]
  const tried = await imports(location.id, csv, { dryRun: true })
  expect(tried.answer).toEqual({ applied: false, changes, errors: [] })
  expect(await priceOf(location.id, 's1')).toMatchObject({ name: 'Scaling', amount: null })
  expect(await priceOf(location.id, 's2')).toBe(undefined)

  expect((await imports(location.id, csv)).answer).toEqual({ applied: true, changes, errors: [] })
  expect(await priceOf(location.id, 's1')).toMatchObject({ name: 'Dental scaling', amount: 10_000 })
  expect(await priceOf(location.id, 's2')).toMatchObject({ amount: 1250, tax_included: true })
  expect((await hospital.audited(known.id)).map(({ action }) => action)).toEqual([
    'service.update',
    'price.set',
  ])
  expect((await imports(location.id, csv)).answer).toMatchObject({ applied: true, changes: [] })
})

test('with one wrong line nothing is written, and each mistake is told by its line and column', async () => {
  const location = await aLocation(hospital)
  await entry({ name: 'Kept', code: 'k1' })
  await entry({ name: 'Product', code: 'k2', kind: 'PRODUCT' as never })
  const { answer } = await imports(
    location.id,
    file(
      ',k9,Good,SERVICE,STANDARD,10.00,no,',
      ',k8,,SERVICE,STANDARD,10.00,no,',
      ',k7,Bad kind,THING,LUXURY,10.00,no,',
      ',k6,Bad price,SERVICE,STANDARD,-1,no,',
      ',k5,Too fine,SERVICE,STANDARD,1.005,no,',
      ',k4,No tax said,SERVICE,STANDARD,1.00,,',
      `${newId()},k3,Nobody,SERVICE,STANDARD,,,`,
      ',,No code,SERVICE,STANDARD,,,',
      ',k1,Once,SERVICE,STANDARD,,,',
      ',k1,Twice,SERVICE,STANDARD,,,',
      ',k2,Other kind,SERVICE,STANDARD,,,',
      ',k10,Dear,SERVICE,STANDARD,99999999,no,',
    ),
  )
  expect(answer.applied).toBe(false)
  expect(answer.errors.map(({ line, column }) => [line, column])).toEqual([
    [3, 'name'],
    [4, 'kind'],
    [4, 'tax class'],
    [5, 'price'],
    [6, 'price'],
    [7, 'tax included'],
    [8, 'id'],
    [9, 'code'],
    [11, 'code'],
    [12, 'kind'],
    [13, 'price'],
  ])
  expect(await priceOf(location.id, 'k9')).toBe(undefined)
  expect(await priceOf(location.id, 'k1')).toMatchObject({ name: 'Kept' })
})

test('a code moves between two entries of the file, and from no entry that keeps it', async () => {
  const location = await aLocation(hospital)
  const [one, other] = [await entry({ name: 'One', code: 'm1' }), await entry({ name: 'Other', code: 'm2' })]
  const swapped = file(`${one.id},m2,One,SERVICE,STANDARD,,,`, `${other.id},m1,Other,SERVICE,STANDARD,,,`)
  expect((await imports(location.id, swapped)).answer).toMatchObject({ applied: true })
  expect(await priceOf(location.id, 'm1')).toMatchObject({ name: 'Other' })
  const taken = await imports(location.id, file(`${one.id},m1,One,SERVICE,STANDARD,,,`))
  expect(taken.answer.errors).toMatchObject([{ line: 2, column: 'code' }])
})

test('a file as spreadsheets save it elsewhere is read: with semicolons, a mark of its encoding, blank lines', async () => {
  const location = await aLocation(hospital)
  const csv = '\uFEFFcode;name;kind;tax class;price;tax included\n\nz1;Żółw;service;standard;"1,50";Yes\n'
  expect((await imports(location.id, csv)).answer).toMatchObject({ applied: true, errors: [] })
  expect(await priceOf(location.id, 'z1')).toMatchObject({ name: 'Żółw', amount: 150 })
})

test('what is no price list is refused with the line', async () => {
  const location = await aLocation(hospital)
  for (const [csv, line] of [
    ['name,price\nx,1', 1],
    [`${header}\n"open`, 2],
    [`${header}\n1,2,3`, 2],
    [header, 1],
  ] as const) {
    const { answer } = await imports(location.id, csv)
    expect(answer).toMatchObject({ applied: false, errors: [{ line }] })
  }
  expect((await imports(location.id, '  ')).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'csv' }])
  const past = await imports(location.id, header, { effectiveFrom: '2026-03-15' })
  expect(past.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'effectiveFrom' }])
})

test.each([
  ['JPY', '1500', 1500],
  ['KWD', '1.505', 1505],
])('prices in %s have the decimals of the currency', async (currency, text, amount) => {
  const location = await aLocation(hospital, { currency })
  const code = `C${currency}`
  expect(
    (await imports(location.id, file(`,${code},Exam,SERVICE,STANDARD,${text},no,`))).answer,
  ).toMatchObject({ applied: true })
  expect(await priceOf(location.id, code)).toMatchObject({ amount })
  expect((await exports(location.id)).csv).toContain(`,${code},Exam,SERVICE,STANDARD,${text},no,2026-03-16`)
})

test('the same file read twice at once adds each entry once', async () => {
  const location = await aLocation(hospital)
  const csv = file(',t1,Twice,SERVICE,STANDARD,5.00,no,')
  const answers = await Promise.all([1, 2, 3].map(() => imports(location.id, csv)))
  expect(answers.flatMap(({ answer }) => answer.changes)).toHaveLength(1)
})

test('AU6: the price list of another location is neither taken nor changed', async () => {
  const [here, elsewhere] = [await aLocation(hospital), await aLocation(hospital)]
  const permissions = new Set(builtInRoles.ADMIN.permissions)
  const viewer = asRole('ADMIN', { grants: [{ locationId: here.id, permissions }] })
  expect((await exports(elsewhere.id, viewer)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await exports(here.id, asRole('RECEPTIONIST'))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
