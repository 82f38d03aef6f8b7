import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Text } from '@vetgraph/kit/fields'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { FileKind, FileState, FileType } from './file.table.ts'

registerEnumType(FileKind, {
  name: 'FileKind',
  description: 'What a file shows.',
  valuesConfig: {
    PHOTO: { description: 'A photo of the animal or of a part of it.' },
    IMAGING: { description: 'Diagnostic imaging: radiograph, ultrasound, CT, MRI.' },
    LABORATORY: { description: 'A laboratory result.' },
    DOCUMENT: { description: 'A letter, form or certificate.' },
    OTHER: { description: 'Anything else.' },
  },
})

registerEnumType(FileType, {
  name: 'FileType',
  description: 'The format of a file. The content decides, not the name.',
  valuesConfig: {
    JPEG: { description: 'image/jpeg; kept without metadata.' },
    PNG: { description: 'image/png; kept without metadata.' },
    WEBP: { description: 'image/webp; kept without metadata, an animation as its first image.' },
    PDF: { description: 'application/pdf; kept as it is.' },
    DICOM: { description: 'application/dicom; kept as it is.' },
  },
})

export enum FileStatus {
  ATTACHED = FileState.ATTACHED,
  RETRACTED = FileState.RETRACTED,
  REPLACED = FileState.REPLACED,
}

registerEnumType(FileStatus, {
  name: 'FileStatus',
  description: 'Whether a file of the chart still counts.',
  valuesConfig: {
    ATTACHED: { description: 'Part of the chart.' },
    RETRACTED: { description: 'Entered in error; kept with the reason, for staff only.' },
    REPLACED: { description: 'A later version has taken its place; for staff only.' },
  },
})

@ObjectType({ description: 'Where one viewer can fetch a file for a few minutes.' })
export class FileAddress {
  @Field(() => String, {
    description:
      'The path on the gateway: GET it with the same access token before `expiresAt`. For other viewers, and afterwards, it is not found.',
  })
  url!: string

  @Field(() => Date, { description: 'When the address expires.' })
  expiresAt!: Date
}

@ObjectType({ description: 'Where the viewer can send a file.' })
export class Upload {
  @Field(() => ID, { description: 'The file’s id, by which it is attached once it was sent.' })
  fileId!: string

  @Field(() => String, {
    description:
      'The path on the gateway: PUT the bytes there with the same access token before `expiresAt`. The answer has `data` or `errors`, like one of the graph; what was cut off can be sent again.',
  })
  url!: string

  @Field(() => Date, { description: 'Until when the sending must begin.' })
  expiresAt!: Date
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A file on a patient’s chart: a photo, radiograph, result or letter.' })
export class PetFile {
  @Id()
  id!: string

  @Field(() => FileStatus, { description: 'Whether it still counts.' })
  state!: FileState

  @Field(() => FileKind, { description: 'What it shows.' })
  kind!: FileKind

  @Field(() => String, { description: 'Its file name.' })
  name!: string

  @Field(() => FileType, { description: 'Its format.' })
  type!: FileType

  @Field(() => Int, { description: 'Its size in bytes.' })
  bytes!: number

  @Field(() => String, { nullable: true, description: 'The SHA-256 of the content as it is kept, in hex.' })
  sha256!: string | null

  @Field(() => Int, { nullable: true, description: 'The width of an image in pixels; null for others.' })
  width!: number | null

  @Field(() => Int, { nullable: true, description: 'The height of an image in pixels; null for others.' })
  height!: number | null

  @Field(() => Boolean, {
    description: 'Whether a virus scanner found nothing in it; false when the hospital has no scanner.',
  })
  scanned!: boolean

  @Field(() => Boolean, { description: 'Whether it is the photo by which the patient is shown.' })
  isPetPhoto!: boolean

  @Field(() => Date, { description: 'When it was taken, as whoever attached it says.' })
  takenAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was attached to the chart.' })
  attachedAt!: Date | null

  @Field(() => Date, {
    nullable: true,
    description: 'Since when the owner sees it; null as long as the hospital keeps it to itself.',
  })
  releasedAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'When it was retracted as entered in error.' })
  retractedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was retracted.' })
  retractionReason!: string | null

  petId!: string
  recordId!: string | null
  replacesId!: string | null
  uploadedBy!: string
  fromOwnerId!: string | null
  thumbnailBytes!: number | null
}

@ObjectType({ description: 'A page of files.' })
export class PetFileConnection extends connectionOf(() => PetFile, 'PetFile', 'files') {}

@InputType({ description: 'A file that is going to be sent.' })
export class RequestUploadInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Text({ description: 'The file’s name.' })
  name!: string

  @Field(() => FileType, { description: 'The format; the content must be of it.' })
  type!: FileType

  @Field(() => Int, { description: 'The size in bytes, 1 to 104,857,600; so many must be sent.' })
  bytes!: number
}

@InputType({ description: 'Puts a file that was sent on the patient’s chart.' })
export class AttachToPetInput {
  @Field(() => ID, { description: 'The file.' })
  fileId!: string

  @Field(() => FileKind, { description: 'What it shows.' })
  kind!: FileKind

  @Field(() => Date, {
    nullable: true,
    description: 'When it was taken, not in the future; now if left out.',
  })
  takenAt?: Date | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The file of the same patient and record that this is the new version of. It stays shown to the owner if the viewer may release files. CONFLICT when that was replaced or retracted.',
  })
  replacesId?: string | null
}

@InputType({ description: 'Attaches a file that was sent to a medical record.' })
export class AttachToMedicalRecordInput extends AttachToPetInput {
  @Field(() => ID, { description: 'The record; of the same patient, and not retracted.' })
  recordId!: string
}

@InputType({ description: 'The photo by which a patient is shown.' })
export class SetPetPhotoInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'An image that was sent for this patient, or is a PHOTO on its chart and of no record; null for none.',
  })
  fileId?: string | null
}

@InputType({ description: 'Shows a file to the owner, or withdraws it.' })
export class ReleaseFileInput {
  @Field(() => ID, { description: 'The file.' })
  id!: string

  @Field(() => Boolean, { description: 'Whether the owner sees it from now on.' })
  released!: boolean
}

@InputType({ description: 'Marks a file as entered in error.' })
export class RetractFileInput {
  @Field(() => ID, { description: 'The file.' })
  id!: string

  @Text({ description: 'Why it does not belong here.', max: 1000 })
  reason!: string
}
