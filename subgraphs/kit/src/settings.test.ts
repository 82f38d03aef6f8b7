import { expect, test } from 'vitest'
import { settingsFrom } from './settings.ts'

const providersOf = (env: NodeJS.ProcessEnv) => settingsFrom(env, 'http://localhost:4000').openIdProviders

test('every OIDC_<NAME>_ISSUER is a place to sign in with, by name; an empty one is none', () => {
  expect(
    providersOf({
      OIDC_UNIVERSITY_HOSPITAL_ISSUER: 'https://login.uni.example/vets',
      OIDC_UNIVERSITY_HOSPITAL_CLIENT_ID: 'vetgraph',
      OIDC_GOOGLE_ISSUER: 'https://accounts.google.com',
      OIDC_GOOGLE_CLIENT_ID: '123.apps.googleusercontent.com',
      OIDC_GOOGLE_CLIENT_SECRET: 'shhh',
      OIDC_GOOGLE_LABEL: 'Google Workspace',
      OIDC_UNUSED_ISSUER: '',
    }),
  ).toEqual([
    {
      key: 'google',
      label: 'Google Workspace',
      issuer: 'https://accounts.google.com',
      clientId: '123.apps.googleusercontent.com',
      clientSecret: 'shhh',
    },
    {
      key: 'university-hospital',
      label: 'University hospital',
      issuer: 'https://login.uni.example/vets',
      clientId: 'vetgraph',
      clientSecret: null,
    },
  ])
})

test('a provider without client id, or that would be asked over an open line, is said at the start', () => {
  expect(() => providersOf({ OIDC_X_ISSUER: 'https://x.example' })).toThrow('OIDC_X_CLIENT_ID is not set.')
  for (const issuer of ['x.example', 'http://x.example', 'http://localhost.evil.example']) {
    expect(() => providersOf({ OIDC_X_ISSUER: issuer, OIDC_X_CLIENT_ID: 'us' })).toThrow(
      'OIDC_X_ISSUER must look like https://accounts.example.',
    )
  }
  expect(providersOf({ OIDC_X_ISSUER: 'http://localhost:9000', OIDC_X_CLIENT_ID: 'us' })).toHaveLength(1)
})

test.each([
  [{}, false],
  [{ HOST: '127.0.0.1', PUBLIC_URL: 'http://localhost:4000' }, false],
  [{ HOST: '::1' }, false],
  [{ HOST: '0.0.0.0' }, true],
  [{ HOST: '::' }, true],
  [{ HOST: '192.0.2.7' }, true],
  [{ PUBLIC_URL: 'https://vets.example' }, true],
  [{ NODE_ENV: 'production', HOST: '127.0.0.1' }, true],
  [{ HOST: '127.0.0.1', EXPOSED: 'on' }, true],
])('whether others can reach a hospital with %j: %s', (env, exposed) => {
  expect(settingsFrom(env, 'http://localhost:4000').exposed).toBe(exposed)
})

test('a webhook for checkpoints that is no address is said at the start', () => {
  for (const url of ['archive.example', 'file:///tmp/log'])
    expect(() => settingsFrom({ AUDIT_CHECKPOINT_URL: url }, '')).toThrow(
      'AUDIT_CHECKPOINT_URL must look like https://archive.example/checkpoints.',
    )
})

test('passwords are hashed by bcrypt at cost 12, whatever the environment says', () => {
  expect(settingsFrom({ PASSWORD_COST: '4' }, '').passwordCost).toBe(12)
})

test('Stripe needs all of its keys, of one kind; a gateway of its own needs the publishable one only', () => {
  const stripeOf = (env: NodeJS.ProcessEnv) => settingsFrom(env, 'http://localhost:4000').stripe
  const keys = {
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
    STRIPE_WEBHOOK_SECRET: 'whsec_1',
  }
  expect(stripeOf(keys)).toEqual({
    secretKey: 'sk_test_1',
    publishableKey: 'pk_test_1',
    webhookSecret: 'whsec_1',
    apiBase: 'https://api.stripe.com',
  })
  expect(stripeOf({})).toBe(null)
  expect(stripeOf({ STRIPE_PUBLISHABLE_KEY: 'pk_test_1' })).toBe(null)
  expect(() => stripeOf({ ...keys, STRIPE_WEBHOOK_SECRET: '' })).toThrow('or none')
  expect(() => stripeOf({ ...keys, STRIPE_SECRET_KEY: 'pk_test_1' })).toThrow('begins with sk_')
  expect(() => stripeOf({ ...keys, STRIPE_SECRET_KEY: 'sk_live_1' })).toThrow('both be live keys')
  expect(() => stripeOf({ ...keys, STRIPE_API_BASE: 'http://stripe.example' })).toThrow('STRIPE_API_BASE')
})
