import { Section } from '../../ui/Section'
import { CalendarAddress } from './CalendarAddress'

/** One’s own appointments in another calendar program. */
export function OwnCalendarSection() {
  return (
    <Section title="Your calendar elsewhere" id="calendar">
      <CalendarAddress locationId={null} whose="your appointments" />
    </Section>
  )
}
