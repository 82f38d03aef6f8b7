import { useState } from 'react'
import { DatePicker } from '../../ui/DatePicker'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { isDate, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { type Ageing_ageingFragment, useAgeingSectionQuery } from './payments.gen'

/** What is due by how long it is overdue, a row for each currency. */
export function AgeingFacts({ ageing }: { ageing: readonly Ageing_ageingFragment[] }) {
  return ageing.map(({ inTime, upTo30, upTo60, upTo90, over90, total }) => (
    <Facts
      key={total.currency}
      wide
      facts={[
        ['Not due yet', <Money key="in-time" value={inTime} />],
        ['1 to 30 days', <Money key="30" value={upTo30} />],
        ['31 to 60 days', <Money key="60" value={upTo60} />],
        ['61 to 90 days', <Money key="90" value={upTo90} />],
        ['Over 90 days', <Money key="over" value={over90} />],
        ['In all', <Money key="total" value={total} />],
      ]}
    />
  ))
}

/** What clients owe the location by age, at the end of any day. */
export function AgeingSection() {
  const { id: locationId, timeZone } = useCurrentLocation()
  const today = todayIn(timeZone)
  const [day, setDay] = useState(today)
  const { data, previousData, error, refetch } = useAgeingSectionQuery({
    variables: { locationId, asOf: isDate(day) && day < today ? day : null },
    fetchPolicy: 'cache-and-network',
  })
  const ageing = (data ?? previousData)?.ageing
  return (
    <Section
      title="By age"
      actions={<DatePicker label="At the end of" value={day} onChange={setDay} max={today} />}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {ageing && (ageing.length > 0 ? <AgeingFacts ageing={ageing} /> : 'Nothing was due.')}
    </Section>
  )
}
