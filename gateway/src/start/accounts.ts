/** Who can sign in to the demo hospital. */
export const demoAccounts = [
  { role: 'ADMIN', email: 'admin@demo.vet' },
  { role: 'VET', email: 'vet@demo.vet' },
  { role: 'RECEPTIONIST', email: 'reception@demo.vet' },
  { role: 'OWNER', email: 'owner@demo.vet' },
].map((account) => ({ ...account, password: 'demo-password' }))
