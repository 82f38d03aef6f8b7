import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'
import { GraphQLDateTimeISO, GraphQLJSON } from 'graphql-scalars'
import { Temporal } from 'temporal-polyfill'
import type { Money as MoneyValue } from './money.ts'

export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description:
    'An instant in RFC 3339 form. Results are in UTC with milliseconds, `2026-11-23T09:00:00.000Z`.',
  extensions: {},
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
})

function textScalar(name: string, description: string, check: (text: string) => string) {
  const parse = (value: unknown) => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} must be a string.`)
    try {
      return check(value)
    } catch {
      throw new GraphQLError(`${JSON.stringify(value)} is not a valid ${name}.`)
    }
  }
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  })
}

export const CalendarDate = textScalar(
  'Date',
  'A calendar day without a time, `YYYY-MM-DD`, from the year 1 on. Which instants it covers depends on the location’s time zone.',
  (text) => {
    if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(text)
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
  },
)

export const TimeOfDay = textScalar(
  'TimeOfDay',
  'A wall-clock time of a location, 24 hours, `HH:MM`.',
  (text) => {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new RangeError(text)
    return text
  },
)

export const TimeZone = textScalar('TimeZone', 'An IANA time zone, `Europe/Berlin`.', (text) => {
  new Intl.DateTimeFormat('en', { timeZone: text })
  return text
})

function parseMoney(value: unknown): MoneyValue {
  const { amount, currency } = (value ?? {}) as Partial<MoneyValue>
  if (!Number.isSafeInteger(amount) || typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw new GraphQLError('Money is { "amount": <integer minor units>, "currency": "<ISO 4217>" }.')
  }
  return { amount: amount as number, currency }
}

export const Money = new GraphQLScalarType<MoneyValue, MoneyValue>({
  name: 'Money',
  description:
    'An amount of money, `{ "amount": 12990, "currency": "EUR" }`: integer minor units (cents) and an ISO 4217 code. The same form in results and in inputs.',
  serialize: (value) => value as MoneyValue,
  parseValue: parseMoney,
  parseLiteral: (node, variables) => parseMoney(valueFromASTUntyped(node, variables)),
})

export const Json = new GraphQLScalarType<unknown, unknown>({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value: text, a number, true or false, null, a list or an object.',
  specifiedByURL: null,
})
