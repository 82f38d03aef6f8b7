import { useContext, useEffect, useRef, useState } from 'react'
import type { FileKind, FileType } from '../../gql/types'
import { problemOf } from '../../ui/errors'
import { newIdempotencyKey } from '../../ui/idempotency'
import { SendFile } from '../../ui/uploads'
import { likelyKind, maxBytes, typeOf } from './fileWords'
import { useRequestUploadMutation } from './files.gen'

export interface Upload {
  key: string
  file: File
  /** Null for what the hospital does not take. */
  type: FileType | null
  kind: FileKind
  state: 'waiting' | 'sending' | 'arrived' | 'failed'
  /** From 0 to 1. */
  share: number
  error: string | null
  /** By which it is attached, once it was announced. */
  fileId: string | null
}

/** So many are sent at once; the others wait. */
const maxAtOnce = 2

function uploadOf(file: File): Upload {
  const type = typeOf(file.name)
  const error =
    type === null
      ? 'Only JPEG, PNG, WebP, PDF and DICOM can be added.'
      : file.size === 0
        ? 'This file is empty.'
        : file.size > maxBytes
          ? 'A file is at most 100 MB.'
          : null
  return {
    key: newIdempotencyKey(),
    file,
    type,
    kind: type ? likelyKind(type) : 'OTHER',
    state: error ? 'failed' : 'waiting',
    share: 0,
    error,
    fileId: null,
  }
}

/** Files on their way to the hospital: sent by themselves, two at once, each to be cancelled or tried again. */
export function useUploads(petId: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [request] = useRequestUploadMutation()
  const send = useContext(SendFile)
  const running = useRef(new Map<string, AbortController>())
  const change = (key: string, changes: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)))

  const start = async ({ key, file, type }: Upload) => {
    const stopped = new AbortController()
    running.current.set(key, stopped)
    change(key, { state: 'sending', share: 0, error: null })
    try {
      const { data } = await request({
        variables: { input: { petId, name: file.name.slice(-200), type: type!, bytes: file.size } },
        context: { headers: { 'Idempotency-Key': key } },
      })
      const { fileId, url } = data!.requestUpload
      await send(url, file, { onProgress: (share) => change(key, { share }), signal: stopped.signal })
      change(key, { state: 'arrived', share: 1, fileId })
    } catch (failure) {
      if (!stopped.signal.aborted) change(key, { state: 'failed', error: problemOf(failure).message })
    } finally {
      running.current.delete(key)
    }
  }

  useEffect(() => {
    const sending = uploads.filter(({ state }) => state === 'sending').length
    for (const upload of uploads.filter(({ state }) => state === 'waiting').slice(0, maxAtOnce - sending))
      if (!running.current.has(upload.key)) void start(upload)
  })
  // What is left behind is not sent on; the hospital forgets it after a day.
  useEffect(() => {
    const left = running.current
    return () => {
      for (const stopped of left.values()) stopped.abort()
    }
  }, [])

  return {
    uploads,
    add: (files: Iterable<File>) => setUploads((all) => [...all, ...[...files].map(uploadOf)]),
    remove: (key: string) => {
      running.current.get(key)?.abort()
      setUploads((all) => all.filter((upload) => upload.key !== key))
    },
    retry: (key: string) => change(key, { state: 'waiting', error: null }),
    setKind: (key: string, kind: FileKind) => change(key, { kind }),
  }
}
