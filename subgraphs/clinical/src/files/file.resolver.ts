import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { findMedicalRecord } from '../medical-records/medical-record.service.ts'
import { MedicalRecord } from '../medical-records/medical-record.types.ts'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { User } from '../refs/stubs.ts'
import { attachToMedicalRecord, attachToPet } from './attach.service.ts'
import { releaseFile, retractFile } from './change.service.ts'
import {
  contentAddress,
  findFile,
  findPhoto,
  listAttachments,
  listFiles,
  listFilesOf,
  thumbnailAddress,
} from './file.service.ts'
import {
  AttachToMedicalRecordInput,
  AttachToPetInput,
  FileAddress,
  PetFile,
  PetFileConnection,
  ReleaseFileInput,
  RequestUploadInput,
  RetractFileInput,
  SetPetPhotoInput,
  Upload,
} from './file.types.ts'
import { setPetPhoto } from './photo.service.ts'
import { requestUpload } from './upload.service.ts'

@Resolver(() => PetFile)
export class PetFileResolver {
  @Directive('@listSize(assumedSize: 50)')
  @Query(() => [PetFile], {
    nullable: 'items',
    description:
      'Files by id, at most 100, in the order of the ids; null for one that the viewer may not see. An owner sees what was released of the own household.',
  })
  petFiles(
    @Arg('ids', () => [ID], { description: 'The files.' }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<Array<PetFile | null>> {
    return listFiles(ctx, ids)
  }

  @Mutation(() => Upload, {
    description:
      'Announces a file and answers where to send it; an owner sends files of the own pets, at most 30 in 24 hours. What is sent and not attached is removed after a day. BAD_USER_INPUT at `bytes` for an empty file and one above 100 MB. With an Idempotency-Key a repetition answers a new address of the same file.',
  })
  requestUpload(
    @Arg('input', () => RequestUploadInput, { description: 'Which file.' }) input: RequestUploadInput,
    @Ctx() ctx: Context,
  ): Promise<Upload> {
    return requestUpload(ctx, input)
  }

  @Mutation(() => PetFile, {
    description:
      'Puts a file that the viewer has sent on the patient’s chart; one that its owner sent is shown to that owner at once. CONFLICT at `fileId` before it has arrived, and when it is on a chart already. With an Idempotency-Key a repetition answers the same.',
  })
  attachToPet(
    @Arg('input', () => AttachToPetInput, { description: 'Which file, and what it shows.' })
    input: AttachToPetInput,
    @Ctx() ctx: Context,
  ): Promise<PetFile> {
    return attachToPet(ctx, input)
  }

  @Mutation(() => PetFile, {
    description:
      'Attaches a file that the viewer has sent to a medical record, a signed one too, at most 50 to each. CONFLICT at `recordId` for a retracted record, at `fileId` as for `attachToPet`. With an Idempotency-Key a repetition answers the same.',
  })
  attachToMedicalRecord(
    @Arg('input', () => AttachToMedicalRecordInput, { description: 'Which file, to which record.' })
    input: AttachToMedicalRecordInput,
    @Ctx() ctx: Context,
  ): Promise<PetFile> {
    return attachToMedicalRecord(ctx, input)
  }

  @Mutation(() => Pet, {
    description:
      'Chooses the photo by which a patient is shown, its owner sees it too, and answers the patient. An owner chooses among the photos that the portal shows, at once where the hospital lets owners change or propose anything, FORBIDDEN elsewhere. BAD_USER_INPUT at `fileId` for what is no photo or belongs to a record.',
  })
  setPetPhoto(
    @Arg('input', () => SetPetPhotoInput, { description: 'Of which patient, which photo.' })
    input: SetPetPhotoInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return setPetPhoto(ctx, input)
  }

  @Mutation(() => PetFile, {
    description:
      'Shows a file to the owner, or withdraws it; doing it twice is no error. One of a medical record is seen while the record is released.',
  })
  releaseFile(
    @Arg('input', () => ReleaseFileInput, { description: 'Which file, and whether it is shown.' })
    input: ReleaseFileInput,
    @Ctx() ctx: Context,
  ): Promise<PetFile> {
    return releaseFile(ctx, input)
  }

  @Mutation(() => PetFile, {
    description:
      'Marks a file as entered in error: staff still see it with the reason, the owner does not. Doing it twice is no error; there is no way back.',
  })
  retractFile(
    @Arg('input', () => RetractFileInput, { description: 'Which file, and why.' }) input: RetractFileInput,
    @Ctx() ctx: Context,
  ): Promise<PetFile> {
    return retractFile(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() { petId }: PetFile, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, petId)
  }

  @FieldResolver(() => MedicalRecord, {
    nullable: true,
    description: 'The record that it is attached to; null for a file of the patient alone.',
  })
  medicalRecord(@Root() { recordId }: PetFile, @Ctx() ctx: Context): Promise<MedicalRecord | null> | null {
    return recordId === null ? null : findMedicalRecord(ctx, recordId)
  }

  @FieldResolver(() => PetFile, {
    nullable: true,
    description: 'The earlier version whose place it took; null for a first one, and for the owner.',
  })
  replaces(@Root() { replacesId }: PetFile, @Ctx() ctx: Context): Promise<PetFile | null> | null {
    return replacesId === null ? null : findFile(ctx, replacesId)
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the owner has sent it, or the version before it, from the portal.',
  })
  fromOwner(@Root() { fromOwnerId }: PetFile): boolean {
    return fromOwnerId !== null
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who sent it; null while its part of the system does not answer.',
  })
  uploadedBy(@Root() { uploadedBy }: PetFile): User {
    return { id: uploadedBy }
  }

  @FieldResolver(() => FileAddress, {
    description: 'Where the viewer can fetch it. Fetching it is audited.',
  })
  content(@Root() file: PetFile, @Ctx() ctx: Context): FileAddress {
    return contentAddress(ctx, file)
  }

  @FieldResolver(() => FileAddress, {
    nullable: true,
    description:
      'Where the viewer can fetch a small WebP of it, at most 320 pixels wide and high; null for what is no image.',
  })
  thumbnail(@Root() file: PetFile, @Ctx() ctx: Context): FileAddress | null {
    return thumbnailAddress(ctx, file)
  }
}

@Resolver(() => Pet)
export class PetFilesResolver {
  @FieldResolver(() => PetFileConnection, {
    description:
      'The files on its chart, the latest taken first, those of medical records among them for who may read these; its owner sees what was released. Opening the chart is audited.',
  })
  async files(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<PetFileConnection> {
    return new PetFileConnection(await listFilesOf(ctx, pet.id, args))
  }

  @FieldResolver(() => PetFile, {
    nullable: true,
    description: 'The photo by which it is shown; null without one.',
  })
  photo(@Root() pet: Pet, @Ctx() ctx: Context): Promise<PetFile | null> {
    return findPhoto(ctx, pet.id)
  }

  @FieldResolver(() => String, {
    nullable: true,
    deprecationReason: 'Use `photo`, whose addresses say until when they hold.',
    description: 'Where the viewer can fetch its photo, small; null without one.',
  })
  async photoUrl(@Root() pet: Pet, @Ctx() ctx: Context): Promise<string | null> {
    const photo = await findPhoto(ctx, pet.id)
    return (photo && thumbnailAddress(ctx, photo)?.url) ?? null
  }
}

@Resolver(() => MedicalRecord)
export class AttachmentsResolver {
  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [PetFile], {
    description:
      'The files attached to it, in the order in which they were attached, at most 50 that count; its owner sees the released ones.',
  })
  attachments(@Root() { id }: MedicalRecord, @Ctx() ctx: Context): Promise<PetFile[]> {
    return listAttachments(ctx, id)
  }
}
