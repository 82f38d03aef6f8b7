import { PageArgs } from '@vetgraph/kit/connection'
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
      'What was done in the whole hospital, latest first, some moments after it is done. That somebody reads it is in it too, once in ten minutes for the same filter. Needs `audit:read`.',
  })
  async auditLog(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditLogFilter, { defaultValue: {}, description: 'Which entries; all if left out.' })
    filter: AuditLogFilter,
    @Ctx() ctx: Context,
  ): Promise<AuditEntryConnection> {
    return new AuditEntryConnection(await listAuditLog(ctx, args, filter))
  }

  @Query(() => AuditTerms, {
    description: 'The actions and the kinds of things that the audit log has entries of. Needs `audit:read`.',
  })
  auditTerms(@Ctx() ctx: Context): Promise<AuditTerms> {
    return findAuditTerms(ctx)
  }

  @Query(() => String, {
    description:
      'Where the audit log ends now, signed by the hospital (JWS in JSON). Keep it outside of the hospital’s computers: with it `verifyAuditLog` notices also a log that was cut or rewritten as a whole. Needs `audit:read`.',
  })
  auditCheckpoint(@Ctx() ctx: Context): Promise<string> {
    return takeCheckpoint(ctx)
  }

  @Directive('@cost(weight: 500)')
  @Query(() => AuditVerification, {
    description:
      'Whether the audit log is what was written. Looks at up to 50,000 entries at once; ask on while it answers `continueAfter`. The log’s end is looked at with the last ones. Needs `audit:read`.',
  })
  verifyAuditLog(
    @Arg('after', () => Int, { defaultValue: 0, description: 'Look at the entries behind this place.' })
    after: number,
    @Arg('checkpoint', () => String, {
      nullable: true,
      description: 'What `auditCheckpoint` answered some time; BAD_USER_INPUT for anything else.',
    })
    checkpoint: string | null,
    @Ctx() ctx: Context,
  ): Promise<AuditVerification> {
    return verifyAuditLog(ctx, after, checkpoint)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The person who did it; null when it was a program, the hospital’s machinery or nobody known.',
  })
  actor(@Root() entry: AuditLogRow, @Ctx() ctx: Context): Promise<User | null> | null {
    return actorOf(ctx, entry)
  }

  @FieldResolver(() => ApiClient, {
    nullable: true,
    description: 'The program that did it, for those with `audit:read`; null when it was none.',
  })
  client(@Root() entry: AuditLogRow, @Ctx() ctx: Context): Promise<ApiClient | null> | null {
    return clientOf(ctx, entry)
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the hospital’s own machinery did it. When it did not, and there is neither actor nor client, nobody was signed in.',
  })
  automatic(@Root() entry: AuditLogRow): boolean {
    return isAutomatic(entry)
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: 'The thing before, for those with `audit:read`; null when there was nothing to say.',
  })
  before(@Root() entry: AuditLogRow, @Ctx() ctx: Context): unknown {
    return detailOf(ctx, entry.before)
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: 'The thing after, or what else was noted, for those with `audit:read`; else null.',
  })
  after(@Root() entry: AuditLogRow, @Ctx() ctx: Context): unknown {
    return detailOf(ctx, entry.after)
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [AuditChange], {
    description: 'What differs between before and after; empty without `audit:read`.',
  })
  changes(@Root() entry: AuditLogRow, @Ctx() ctx: Context): AuditChange[] {
    return changesOf(ctx, entry)
  }
}
