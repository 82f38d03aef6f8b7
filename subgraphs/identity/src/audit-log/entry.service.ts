import { type Context, systemViewer } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { findApiClient } from '../api-clients/api-client.service.ts'
import { findUser } from '../users/user.service.ts'
import { type Change, changesBetween } from './changes.ts'
import type { AuditLogRow } from './log-page.service.ts'

const mayReadLog = (ctx: Context) => can(ctx.viewer, 'audit:read')

export const isAutomatic = ({ actorId }: AuditLogRow) => actorId === systemViewer.userId

export const actorOf = (ctx: Context, { actorId }: AuditLogRow) => (actorId ? findUser(ctx, actorId) : null)

export const clientOf = (ctx: Context, { actorId }: AuditLogRow) =>
  actorId && mayReadLog(ctx) ? findApiClient(ctx, actorId) : null

/** A viewer of their own activity sees no entity data, because their access to it may have ended. */
export const detailOf = (ctx: Context, detail: unknown): unknown => (mayReadLog(ctx) ? detail : null)

export const changesOf = (ctx: Context, { before, after }: AuditLogRow): Change[] =>
  mayReadLog(ctx) ? changesBetween(before, after) : []
