import type { Readable } from 'node:stream'
import type { Context } from '../context.ts'

/** A CT of one region and a video of a gait fit. */
export const maxFileBytes = 100 * 1024 * 1024

export interface ArrivingFile {
  body: Readable
  /** The length that the sender has announced. */
  bytes: number
}

export interface LeavingFile {
  name: string
  mediaType: string
  bytes: number
  body: Readable
}

/** How a subgraph takes files in and gives them out at addresses that it has sealed for one viewer. */
export interface FileDoor {
  /** Takes what is sent to an address; answers what the sender learns of it. */
  receive: (ctx: Context, address: string, file: ArrivingFile) => Promise<Record<string, unknown>>
  send: (ctx: Context, address: string) => Promise<LeavingFile>
}
