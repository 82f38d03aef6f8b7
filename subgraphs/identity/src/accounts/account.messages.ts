import { hospitalVariable, type MessageDeclaration } from '@vetgraph/kit/contracts/messages'

const notYou = 'If you did not ask for this, you need not do anything.'
const tellUs = 'If this was not you, reset your password at once and tell the hospital.'

const body = (...paragraphs: string[]) => ['Dear {{ name }},', ...paragraphs, '{{ hospital }}'].join('\n\n')

const variables = { hospital: hospitalVariable }

/** What is written about the address and the password of an account. */
export const accountMessages: Readonly<Record<string, MessageDeclaration>> = {
  'verify-email': {
    name: 'Confirm the e-mail address',
    sent: 'When somebody signs up, to confirm the address.',
    link: '/verify',
    variables,
    wording: {
      subject: 'Confirm your e-mail address',
      body: body(
        'Welcome. You signed up with this address; please confirm that it is yours, so that you can sign in.',
        '{{ link }}',
        'The link works for two days.',
        'If it was not you who signed up, do not confirm: whoever did could then sign in as you.',
      ),
      linkLabel: 'Confirm the address',
    },
  },
  'address-has-account': {
    name: 'There is an account already',
    sent: 'When somebody signs up with an address that has an account.',
    link: '/forgot',
    variables,
    wording: {
      subject: 'You have an account already',
      body: body(
        'Somebody asked for a new account with this address. There is one: sign in as usual, or choose a new password if you have forgotten yours.',
        '{{ link }}',
        notYou,
      ),
      linkLabel: 'Choose a new password',
    },
  },
  'reset-password': {
    name: 'Choose a new password',
    sent: 'When somebody has forgotten the password.',
    link: '/reset',
    variables,
    wording: {
      subject: 'Choose a new password',
      body: body(
        'Somebody, probably you, asked for a new password.',
        '{{ link }}',
        'The link works for one hour, and once.',
        `${notYou} Your password stays as it is.`,
      ),
      linkLabel: 'Choose a new password',
    },
  },
  'change-email': {
    name: 'Confirm the new e-mail address',
    sent: 'When somebody changes the address of the account, to the new one.',
    link: '/verify?change',
    variables,
    wording: {
      subject: 'Confirm your new e-mail address',
      body: body(
        'You asked to sign in with this address from now on. Please confirm that it is yours.',
        '{{ link }}',
        'Until then the old address stays.',
        notYou,
      ),
      linkLabel: 'Confirm the new address',
    },
  },
  'email-changed': {
    name: 'The e-mail address was changed',
    sent: 'When the address of an account was changed, to the old one.',
    variables: { ...variables, email: { means: 'The new address', example: 'ada@example.test' } },
    wording: {
      subject: 'Your e-mail address was changed',
      body: body('Your account now signs in with {{ email }}.', tellUs),
      linkLabel: null,
    },
  },
  'password-changed': {
    name: 'The password was changed',
    sent: 'When the password of an account was changed.',
    link: '/forgot',
    variables,
    wording: {
      subject: 'Your password was changed',
      body: body('Your account has a new password. Elsewhere you were signed out.', tellUs, '{{ link }}'),
      linkLabel: 'Reset the password',
    },
  },
}
