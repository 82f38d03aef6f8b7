import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Json } from '@vetgraph/kit/scalars'
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import { ApiClient } from '../api-clients/api-client.types.ts'
import { User } from '../users/user.types.ts'
import {
  AuditChange,
  AuditEntry,
  AuditEntryConnection,
  AuditLogFilter,
  AuditTerms,
} from './audit-entry.types.ts'
import { takeCheckpoint } from './checkpoint.service.ts'
import { actorOf, changesOf, clientOf, detailOf, isAutomatic } from './entry.service.ts'
import { type AuditLogRow, findAuditTerms, listAuditLog } from './log-page.service.ts'
import { verifyAuditLog } from './verification.service.ts'
import { AuditVerification } from './verification.types.ts'

@Resolver(() => AuditEntry)
export class AuditLogResolver {
  @Query(() => AuditEntryConnection, {
    description:
      'The audited actions in the whole hospital, latest first, delayed by a few moments. Reading the log is audited too, once in ten minutes for the same filter. Needs `audit:read`.',
  })
  async auditLog(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditLogFilter, {
      defaultValue: {},
      description: 'Filters; all entries if omitted.',
    })
    filter: AuditLogFilter,
    @Ctx() ctx: Context,
  ): Promise<AuditEntryConnection> {
    return new AuditEntryConnection(await listAuditLog(ctx, args, filter))
  }

  @Query(() => AuditTerms, {
    description: 'The actions and entity types that occur in the audit log. Needs `audit:read`.',
  })
  auditTerms(@Ctx() ctx: Context): Promise<AuditTerms> {
    return findAuditTerms(ctx)
  }

  @Query(() => String, {
    description:
      'The present end of the audit log, signed by the hospital (JWS in JSON). Store it outside the hospital’s computers: with it, `verifyAuditLog` also detects a log that was truncated or rewritten completely. Needs `audit:read`.',
  })
  auditCheckpoint(@Ctx() ctx: Context): Promise<string> {
    return takeCheckpoint(ctx)
  }

  @Directive('@cost(weight: 500)')
  @Query(() => AuditVerification, {
    description:
      'Verifies that the audit log has not been tampered with. Checks up to 50,000 entries per request; repeat with `continueAfter` until it is null. The end of the log is checked with the last entries. Needs `audit:read`.',
  })
  verifyAuditLog(
    @Arg('after', () => Int, { defaultValue: 0, description: 'Check the entries after this position.' })
    after: number,
    @Arg('checkpoint', () => String, {
      nullable: true,
      description: 'A value returned earlier by `auditCheckpoint`; BAD_USER_INPUT for anything else.',
    })
    checkpoint: string | null,
    @Ctx() ctx: Context,
  ): Promise<AuditVerification> {
    return verifyAuditLog(ctx, after, checkpoint)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user who did it; null if it was an API client, the system or nobody signed in.',
  })
  actor(@Root() entry: AuditLogRow, @Ctx() ctx: Context): Promise<User | null> | null {
    return actorOf(ctx, entry)
  }

  @FieldResolver(() => ApiClient, {
    nullable: true,
    description: 'The API client that did it, with `audit:read`; null if it was none.',
  })
  client(@Root() entry: AuditLogRow, @Ctx() ctx: Context): Promise<ApiClient | null> | null {
    return clientOf(ctx, entry)
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the system itself did it. If false, and both `actor` and `client` are null, nobody was signed in.',
  })
  automatic(@Root() entry: AuditLogRow): boolean {
    return isAutomatic(entry)
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: 'The entity before the action, with `audit:read`; null if there is none.',
  })
  before(@Root() entry: AuditLogRow, @Ctx() ctx: Context): unknown {
    return detailOf(ctx, entry.before)
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: 'The entity after the action, or other details of it, with `audit:read`; else null.',
  })
  after(@Root() entry: AuditLogRow, @Ctx() ctx: Context): unknown {
    return detailOf(ctx, entry.after)
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [AuditChange], {
    description: 'The fields that differ between before and after; empty without `audit:read`.',
  })
  changes(@Root() entry: AuditLogRow, @Ctx() ctx: Context): AuditChange[] {
    return changesOf(ctx, entry)
  }
}
