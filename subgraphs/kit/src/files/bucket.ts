import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { BucketSettings } from '../settings.ts'
import type { FileStore } from './file-store.ts'

/** Keeps files in a bucket of whatever speaks S3: an object is there when all of it was sent, and not before. */
export class BucketStore implements FileStore {
  private readonly client: S3Client
  private readonly bucket: string

  constructor({ bucket, endpoint, region, credentials }: BucketSettings) {
    this.bucket = bucket
    this.client = new S3Client({
      region,
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
      ...(credentials ? { credentials } : {}),
      // Other stores than Amazon's do not know its newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
  }

  async put(key: string, body: Readable, bytes: number) {
    // The client itself would wait for ever for a body that breaks off.
    const torn = new AbortController()
    body.once('error', () => torn.abort())
    const command = new PutObjectCommand({
      Bucket: this.bucket,
      Key: key,
      Body: body,
      ContentLength: bytes,
    })
    await this.client.send(command, { abortSignal: torn.signal }).catch((error: unknown) => {
      throw body.errored ?? error
    })
  }

  async get(key: string): Promise<Readable | null> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }))
      return Body as Readable
    } catch (error) {
      if (error instanceof NoSuchKey) return null
      throw error
    }
  }

  async delete(key: string) {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }))
  }

  async *list(before: Date) {
    let token: string | undefined
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.bucket, ContinuationToken: token }),
      )
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key && LastModified && LastModified < before) yield Key
      }
      token = page.NextContinuationToken
    } while (token)
  }
}
