const said: Readonly<Record<string, string>> = {
  'session.login': 'Signed in',
  'session.logout': 'Signed out',
  'session.end': 'Session ended',
  'session.login-failed': 'Sign-in failed',
  'audit-log.checkpoint': 'Checkpoint of the audit log taken',
  'signing-key.make': 'Signing key made',
  'signing-key.seal': 'Signing key sealed',
  'owner.list': 'List of owners read',
  'medical-record.search': 'Medical records searched',
  'session.pin-failed': 'Wrong PIN',
  'witness.failed': 'Wrong PIN or password of a witness',
  'session.revoke': 'Device signed out',
  'session.revoke-all': 'All devices signed out',
  'session.reuse-detected': 'Signed out: a stolen session was used',
  'session.switch': 'Shared workstation taken over',
  'second-factor.enable': 'Second factor enabled',
  'second-factor.replace': 'Second factor moved to another device',
  'second-factor.disable': 'Second factor turned off',
  'second-factor.remove': 'Second factor taken away',
  'second-factor.renew-codes': 'New recovery codes made',
  'api-client.create': 'API client created',
  'api-client.update': 'Rights of an API client changed',
  'api-client.rotate-secret': 'New secret for an API client made',
  'api-client.revoke': 'API client revoked',
  'consent.grant': 'Consent given',
  'consent.withdraw': 'Consent withdrawn',
  'consent.publish': 'Words of consent changed',
  'workstation.register': 'Shared workstation set up',
  'workstation.revoke': 'Shared workstation retired',
  'user.register': 'Signed up',
  'user.register-again': 'Signed up again',
  'user.verify-email': 'E-mail address confirmed',
  'user.request-email-change': 'Another e-mail address asked for',
  'user.change-email': 'E-mail address changed',
  'user.accept-invitation': 'Invitation accepted',
  'user.request-password-reset': 'New password asked for',
  'user.reset-password': 'New password set by e-mail',
  'user.change-password': 'Password changed',
  'user.set-pin': 'PIN chosen',
  'user.remove-pin': 'PIN removed',
  'user.join-household': 'Connected with a household',
  'owner.claim': 'Portal sign-up connected with a client',
  'user.link-account': 'Account elsewhere connected',
  'user.create': 'Person invited',
  'user.invite': 'Invitation sent again',
  'user.deactivate': 'Account deactivated',
  'user.reactivate': 'Account reactivated',
  'user.update': 'Account changed',
  'user.set-photo': 'Portrait changed',
  'user.remove-photo': 'Portrait removed',
}

/** What was done, as it is said of the thing it was done to. */
const done: Readonly<Record<string, string>> = {
  add: 'added',
  adjust: 'adjusted',
  archive: 'archived',
  book: 'booked',
  cancel: 'cancelled',
  'check-in': 'checked in',
  'check-out': 'checked out',
  complete: 'completed',
  confirm: 'confirmed',
  correct: 'corrected',
  count: 'counted',
  create: 'added',
  delete: 'deleted',
  draft: 'drafted',
  export: 'exported',
  grant: 'given',
  merge: 'merged',
  'no-show': 'marked as a no-show',
  print: 'printed',
  publish: 'published',
  read: 'opened',
  reschedule: 'moved',
  room: 'taken to a room',
  resend: 'sent again',
  revoke: 'revoked',
  send: 'sent',
  sign: 'signed',
  start: 'started',
  undo: 'taken back',
  update: 'changed',
  verify: 'verified',
  void: 'taken back',
  withdraw: 'withdrawn',
}

const words = (text: string): string => text.replaceAll(/[-.]/g, ' ').toLowerCase()

/** An entry of the audit log in words: `medical-record.sign` is “Medical record signed”. */
export function actionText(action: string): string {
  const [noun = '', ...rest] = action.split('.')
  const verb = rest.join('.')
  const text = `${words(noun)} ${done[verb] ?? words(verb)}`.trim()
  return said[action] ?? `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  Pet: (id) => `/patients/${id}`,
  Owner: (id) => `/clients/${id}`,
  User: (id) => `/admin/people/${id}`,
  Invoice: (id) => `/invoices/${id}`,
  Appointment: (id) => `/?appointment=${id}`,
  InventoryItem: (id) => `/stock/${id}`,
  Mail: (id) => `/admin/mail?mail=${id}`,
}

/** Where a thing of the log has a page of its own; null for those that have none. */
export const pageOf = ({ entity, entityId }: { entity: string; entityId: string }): string | null =>
  entityId === '*' ? null : (pages[entity]?.(entityId) ?? null)
