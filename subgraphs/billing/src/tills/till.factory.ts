import { newId } from '@vetgraph/kit/ids'
import { asRole, type TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eur } from '../payments/payment.factory.ts'

const session = `id version status day float taken given expected counted difference differenceReason banked
  till { id openSession { id } countingSession { id } }`

const shown = {
  createTill: 'id name active version cash openSession { id }',
  updateTill: 'id name active version',
  openTill: session,
  startTillCount: session,
  closeTill: session,
}

/** What a mutation of tills answers. */
export interface TillAnswer {
  id: string
  version: number
  till: { id: string; openSession: { id: string } | null }
  [field: string]: unknown
}

/** Sends a mutation of tills. */
export async function tillVerb(
  hospital: TestSubgraph,
  verb: keyof typeof shown,
  input: Record<string, unknown>,
  { viewer = asRole('ADMIN'), key = newId() } = {},
) {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown[verb]} } }`,
    { input },
    { idempotencyKey: key },
  )
  return { answer: (data[verb] ?? null) as TillAnswer, errors }
}

/** A till of the location that was opened with 100.00 in it. */
export async function anOpenTill(hospital: TestSubgraph, locationId: string, name = 'Front desk') {
  const { answer: till } = await tillVerb(hospital, 'createTill', { locationId, name })
  const { answer } = await tillVerb(hospital, 'openTill', { tillId: till.id, float: eur(10_000) })
  return { tillId: till.id, session: answer }
}
