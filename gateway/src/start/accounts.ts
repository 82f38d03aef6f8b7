/** Who can sign in to the demo hospital. */
export const demoAccounts = [
  { role: 'ADMIN', email: 'admin@demo.vet' },
  { role: 'VET', email: 'vet@demo.vet' },
  { role: 'RECEPTIONIST', email: 'reception@demo.vet' },
  { role: 'OWNER', email: 'owner@demo.vet' },
].map((account) => ({ ...account, password: 'demo-password' }))

export const openDemoWarning =
  'WARNING: everybody who reaches this address can sign in with these passwords. Keep nothing real here; set DEMO=off for a hospital of your own.'
