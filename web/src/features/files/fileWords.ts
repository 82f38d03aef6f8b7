import type { FileKind, FileType } from '../../gql/types'

export const kindLabels: Readonly<Record<FileKind, string>> = {
  PHOTO: 'Photo',
  IMAGING: 'X-ray or imaging',
  LABORATORY: 'Laboratory result',
  DOCUMENT: 'Document',
  OTHER: 'Other',
}

const types: Readonly<Record<string, FileType>> = {
  jpg: 'JPEG',
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WEBP',
  pdf: 'PDF',
  dcm: 'DICOM',
  dicom: 'DICOM',
}

/** Without HEIC, so that an iPhone hands out JPEG. */
export const accepted = 'image/jpeg,image/png,image/webp,application/pdf,application/dicom,.dcm,.dicom'

/** The format that a name promises; null for one that the hospital does not take. */
export const typeOf = (name: string): FileType | null =>
  types[name.toLowerCase().split('.').at(-1) ?? ''] ?? null

/** What a file most likely shows; whoever adds it can say otherwise. */
export const likelyKind = (type: FileType): FileKind =>
  type === 'DICOM' ? 'IMAGING' : type === 'PDF' ? 'DOCUMENT' : 'PHOTO'

const units = ['bytes', 'kB', 'MB'] as const

/** `1.4 MB` */
export function sizeText(bytes: number): string {
  const unit = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const value = bytes / 1000 ** unit
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`
}

/** What the hospital takes at most. */
export const maxBytes = 100 * 1024 * 1024
