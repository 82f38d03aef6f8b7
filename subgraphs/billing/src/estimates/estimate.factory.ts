import { deflateSync } from 'node:zlib'
import type { Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eur, receptionist } from '../payments/payment.factory.ts'

const chunk = (type: string, data: Buffer) => {
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.write(type, 4, 'latin1')
  // Readers of browsers' images do not check the sum.
  return Buffer.concat([frame, data, Buffer.alloc(4)])
}

/** A PNG image of one colour as a data URL, with a comment that is no part of the picture. */
export function aSignature(width = 4, height = 2, pixels = Buffer.alloc((1 + width * 4) * height)): string {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Comment\0hidden')),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return `data:image/png;base64,${png.toString('base64')}`
}

const shown = `id version revision status title validUntil low high acceptedHigh
  items { id description petName lowQuantity quantity unitPrice low high decision invoicedQuantity invoice { id } }
  versions { number low high items { description quantity } answer { signedBy portal signature } pdfUrl }`

export interface EstimateAnswerShown {
  id: string
  version: number
  revision: number
  status: string
  items: Array<{ id: string; description: string; decision: string }>
  versions: Array<{ number: number; pdfUrl: string; answer: { signature: string } | null }>
  [field: string]: unknown
}

/** Sends a mutation of estimates; `estimate` is what it answers. */
export async function estimates(
  hospital: TestSubgraph,
  verb: 'createEstimate' | 'updateEstimate' | 'acceptEstimate',
  input: Record<string, unknown>,
  viewer: Viewer = receptionist,
  idempotencyKey = newId(),
) {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} } }`,
    { input },
    { idempotencyKey },
  )
  return { estimate: (data[verb] ?? null) as EstimateAnswerShown, errors }
}

export async function sendsEstimate(
  hospital: TestSubgraph,
  { id, version }: { id: string; version: number },
) {
  const { data, errors } = await hospital.graphql(
    receptionist,
    `mutation ($id: ID!, $version: Int!) { sendEstimate(id: $id, basedOnVersion: $version) { ${shown} } }`,
    { id, version },
  )
  return { estimate: (data['sendEstimate'] ?? null) as EstimateAnswerShown, errors }
}

/** A free line of 10.00 before tax, needed at least once and at most three times. */
export const aLine = (overrides: Record<string, unknown> = {}) => ({
  description: 'Extraction',
  lowQuantity: 1,
  quantity: 3,
  unitPrice: eur(1000),
  ...overrides,
})
