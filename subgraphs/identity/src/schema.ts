import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { AccountResolver } from './accounts/account.resolver.ts'
import { ApiClientResolver } from './api-clients/api-client.resolver.ts'
import { ActivityResolver } from './audit-log/activity.resolver.ts'
import { AuditLogResolver } from './audit-log/audit-log.resolver.ts'
import { appendCheckpoint, postCheckpoint } from './audit-log/shipping.service.ts'
import { watchAuditLog } from './audit-log/verification.service.ts'
import { loadDemo } from './demo.ts'
import { sweepLinks } from './email-links/email-link.service.ts'
import { sweepMailBudgets } from './email-links/mail-budget.service.ts'
import { ErrorCodeResolver } from './error-codes/error-code.resolver.ts'
import { HospitalResolver } from './hospital/hospital.resolver.ts'
import { LocationResolver } from './locations/location.resolver.ts'
import { readLocations } from './locations/location.service.ts'
import { OpenIdResolver } from './openid/openid.resolver.ts'
import { PersonResolver } from './people/person.resolver.ts'
import { RoleChangesResolver } from './people/role-changes.resolver.ts'
import { PhotoResolver } from './photos/photo.resolver.ts'
import { reactions } from './reactions.ts'
import { Owner } from './refs/owner.types.ts'
import { PermissionResolver, RoleResolver } from './roles/role.resolver.ts'
import { syncBuiltInRoles } from './roles/role.service.ts'
import { DeviceSessionResolver, UserSessionsResolver } from './sessions/device-session.resolver.ts'
import { sweepSessions } from './sessions/session-sweep.service.ts'
import { SecondFactorResolver } from './second-factors/second-factor.resolver.ts'
import { SessionResolver } from './sessions/session.resolver.ts'
import { SetUpResolver } from './set-up/set-up.resolver.ts'
import { sweepFailures } from './sign-in/failure.service.ts'
import { SignInResolver } from './sign-in/sign-in.resolver.ts'
import { publicKeys, rotateSigningKey, sealSigningKeys } from './signing-keys/signing-key.service.ts'
import { RoleAssignmentResolver, UserResolver } from './users/user.resolver.ts'
import { readUsers } from './users/user.service.ts'
import {
  UserPinResolver,
  WorkstationPersonResolver,
  WorkstationResolver,
} from './workstations/workstation.resolver.ts'

/**
 * Who works here, who may do what, and where. Each feature may use only those above it:
 * error codes, the hospital, locations, roles, users, their photos, known devices, passwords, signing keys, links in e-mails,
 * sessions, ways of signing in, the first set-up, accounts, people and their roles as they change, second factors,
 * accounts elsewhere, programs, workstations, the audit log.
 */
export const identity = await defineSubgraph({
  name: 'identity',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [
    ErrorCodeResolver,
    LocationResolver,
    RoleResolver,
    PermissionResolver,
    UserResolver,
    RoleAssignmentResolver,
    SessionResolver,
    HospitalResolver,
    PhotoResolver,
    PersonResolver,
    RoleChangesResolver,
    ActivityResolver,
    SignInResolver,
    SetUpResolver,
    AccountResolver,
    DeviceSessionResolver,
    UserSessionsResolver,
    ApiClientResolver,
    WorkstationResolver,
    WorkstationPersonResolver,
    UserPinResolver,
    SecondFactorResolver,
    OpenIdResolver,
    AuditLogResolver,
  ],
  stubs: [Owner],
  entities: { Location: readLocations, User: readUsers },
  public: [
    'Query.errorCodes',
    'Query.me',
    'Query.setup',
    'Query.signInProviders',
    'Mutation.login',
    'Mutation.refreshSession',
    'Mutation.logout',
    'Query.workstation',
    'Mutation.switchUser',
    'Mutation.setUpHospital',
    'Mutation.registerOwner',
    'Mutation.resendVerification',
    'Mutation.verifyEmail',
    'Mutation.requestPasswordReset',
    'Mutation.resetPassword',
    'Mutation.acceptInvitation',
    'Mutation.startOpenIdSignIn',
    'Mutation.finishOpenIdSignIn',
    'Mutation.confirmOpenIdSignIn',
  ],
  reactions,
  work: {
    'sweep-sign-in-failures': sweepFailures,
    'sweep-mail-budgets': sweepMailBudgets,
    'sweep-email-links': sweepLinks,
    'sweep-sessions': sweepSessions,
    'rotate-signing-key': rotateSigningKey,
    'watch-audit-log': watchAuditLog,
    'append-checkpoint': appendCheckpoint,
    'post-checkpoint': postCheckpoint,
  },
  crons: {
    'sweep-sign-in-failures': '17 3 * * *',
    'sweep-mail-budgets': '19 3 * * *',
    'sweep-email-links': '21 3 * * *',
    'sweep-sessions': '23 3 * * *',
    'rotate-signing-key': '47 3 * * *',
    'watch-audit-log': '41 3 * * *',
  },
  demo: loadDemo,
  prepare: async (ctx) => {
    await syncBuiltInRoles(ctx)
    await sealSigningKeys(ctx)
  },
  publicKeys,
})
