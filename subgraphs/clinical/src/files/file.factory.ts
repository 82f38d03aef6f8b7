import { Readable } from 'node:stream'
import type { Viewer } from '@vetgraph/kit/context'
import { asRole, requestOf, type TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import sharp from 'sharp'
import { aPet } from '../pets/pet.factory.ts'
import { FileType } from './file.table.ts'

/** A JPEG of one colour that says where it was taken, as phones write it. */
export const aJpeg = (width = 96, height = 64): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#7a5c3e' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Exif of the phone' } })
    .toBuffer()

export const aPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
)

/** So many bytes that begin as DICOM does. */
export function aDicom(bytes = 1024): Buffer {
  const file = Buffer.alloc(bytes)
  file.write('DICM', 128)
  return file
}

interface Announced {
  petId: string
  name: string
  type: FileType
  bytes: number
}

/** Announces a file as the person does; answers its id and the last part of its address. */
export async function announce(hospital: TestSubgraph, viewer: Viewer, input: Announced) {
  const { data, errors } = await hospital.graphql(
    viewer,
    'mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { fileId url expiresAt } }',
    { input },
  )
  const upload = data['requestUpload'] as { fileId: string; url: string } | undefined
  return { ...upload, errors, address: upload?.url.split('/').at(-1) ?? '' }
}

/** Sends bytes to an upload address as the gateway does. */
export const sendTo = (hospital: TestSubgraph, viewer: Viewer, address: string, content: Buffer) =>
  hospital.runtime.receiveFile(
    address,
    { body: Readable.from(content, { objectMode: false }), bytes: content.length },
    requestOf(viewer),
  )

interface Sent {
  viewer?: Viewer
  petId?: string
  name?: string
  type?: FileType
  content?: Buffer
}

/** A file that has arrived and is not attached yet: a photo of a pet of its own unless another is given. */
export async function aSentFile(hospital: TestSubgraph, sent: Sent = {}) {
  const { viewer = asRole('VET'), name = 'bella.jpg', type = FileType.JPEG } = sent
  const petId = sent.petId ?? (await aPet(hospital)).id
  const content = sent.content ?? (await aJpeg())
  const { fileId, address } = await announce(hospital, viewer, { petId, name, type, bytes: content.length })
  const answer = await sendTo(hospital, viewer, address, content)
  return { id: fileId!, petId, viewer, content, answer }
}

/** A file on the chart of a pet, or attached to a record of it. */
export async function aFile(
  hospital: TestSubgraph,
  { recordId, kind = 'PHOTO', ...sent }: Sent & { recordId?: string; kind?: string } = {},
) {
  const { id, petId, viewer } = await aSentFile(hospital, sent)
  const [name, type] = recordId
    ? ['attachToMedicalRecord', 'AttachToMedicalRecordInput']
    : ['attachToPet', 'AttachToPetInput']
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { file: ${name}(input: $input) { id } }`,
    { input: { fileId: id, kind, ...(recordId ? { recordId } : {}) } },
  )
  if (!data['file']) throw new Error(JSON.stringify(errors))
  return { id, petId, viewer }
}
