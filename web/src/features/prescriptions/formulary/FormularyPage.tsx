import { Page } from '../../../ui/Page'
import { DosesSection } from './DosesSection'
import { StopsSection } from './StopsSection'
import { SubstancesSection } from './SubstancesSection'

/** What the hospital prescribes: doses by species and weight, what speaks against a substance, and the substances. */
export function FormularyPage() {
  return (
    <Page title="Formulary" subtitle="How medicines are dosed, and what is not prescribed without a reason">
      <DosesSection />
      <StopsSection />
      <SubstancesSection />
    </Page>
  )
}
