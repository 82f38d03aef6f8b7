const said: Readonly<Record<string, string>> = {
  'session.login': 'Signed in',
  'session.logout': 'Signed out',
  'session.end': 'Session ended',
  'session.login-failed': 'Sign-in failed',
  'audit-log.checkpoint': 'Checkpoint of the audit log taken',
  'signing-key.make': 'Signing key made',
  'owner.list': 'List of owners read',
  'medical-record.search': 'Medical records searched',
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
  complete: 'completed',
  confirm: 'confirmed',
  create: 'added',
  delete: 'deleted',
  draft: 'drafted',
  export: 'exported',
  grant: 'given',
  merge: 'merged',
  publish: 'published',
  read: 'opened',
  reschedule: 'moved',
  resend: 'sent again',
  revoke: 'shut out',
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
