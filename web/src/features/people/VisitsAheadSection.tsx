import { Section } from '../../ui/Section'
import { HandOver } from './HandOver'

/** What is booked with a person from now on. */
export function VisitsAheadSection({ userId }: { userId: string }) {
  return (
    <Section title="Visits ahead" id="visits">
      <HandOver personId={userId} />
    </Section>
  )
}
