import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    profile: [
      {
        key: 'password',
        label: 'Password',
        place: 50,
        permission: null,
        load: async () => (await import('./PasswordSection')).PasswordSection,
      },
      {
        key: 'email',
        label: 'E-mail',
        place: 60,
        permission: null,
        load: async () => (await import('./EmailSection')).EmailSection,
      },
    ],
  },
}
