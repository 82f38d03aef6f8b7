import { drawnSignature } from '@vetgraph/kit/demo/signature'
import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import type { SaveConsentFormTemplateInput } from './consent-form.inputs.ts'
import { saveConsentFormTemplate } from './consent-form-template.service.ts'
import { ConsentFormCategory } from './consent-form-template.table.ts'

/** Words for an anaesthesia, with a name of their own. */
export const aConsentFormTemplate = (
  hospital: TestSubgraph,
  overrides: Partial<SaveConsentFormTemplateInput> = {},
) =>
  saveConsentFormTemplate(hospital.context(), {
    name: `Anaesthesia ${newId()}`,
    category: ConsentFormCategory.ANAESTHESIA,
    wording: '{{ owner }} agrees that {{ pet }} has: {{ procedure }}.\n\nThere are risks.',
    asksResuscitation: false,
    ...overrides,
  })

/** A signature as browsers send it. */
export const aSignature = () => `data:image/png;base64,${drawnSignature().toString('base64')}`
