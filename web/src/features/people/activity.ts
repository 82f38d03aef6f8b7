const said: Readonly<Record<string, string>> = {
  'session.login': 'Signed in',
  'session.logout': 'Signed out',
  'session.end': 'Ended a session',
  'user.create': 'Invited somebody',
  'user.invite': 'Sent an invitation again',
  'user.deactivate': 'Deactivated an account',
  'user.reactivate': 'Opened an account again',
  'user.set-photo': 'Changed the portrait',
  'user.remove-photo': 'Took the portrait away',
}

const words = (text: string): string =>
  text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()

/** An entry of the audit log in words: `appointment.book` on an Appointment is “Appointment: book”. */
export function actionText(action: string, entity: string): string {
  const known = said[action]
  if (known) return known
  const [noun = '', ...verb] = action.split('.')
  const thing = words(noun || entity)
  return `${thing.charAt(0).toUpperCase()}${thing.slice(1)}: ${words(verb.join(' '))}`
}
