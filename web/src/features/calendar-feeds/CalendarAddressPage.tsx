import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { CalendarAddress } from './CalendarAddress'

/** The appointments of the current location in another calendar program. */
export function CalendarAddressPage() {
  const location = useCurrentLocation()
  return (
    <Page
      title="Calendar address"
      subtitle={`The appointments of ${location.name} in other calendar programs.`}
    >
      <Section title={location.name}>
        <CalendarAddress
          key={location.id}
          locationId={location.id}
          whose={`the appointments of ${location.name}`}
        />
      </Section>
    </Page>
  )
}
