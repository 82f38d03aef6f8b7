import type { RecordTemplate_templateFragment } from './record-templates.gen'
import { type SoapTexts, soapParts } from './soap'

/** The texts with a template’s behind what is written; what stands there already is not written twice. */
export function withTemplate(texts: SoapTexts, template: RecordTemplate_templateFragment): SoapTexts {
  const after = { ...texts }
  for (const { part } of soapParts) {
    const [written, more] = [texts[part].trimEnd(), template[part]]
    if (more !== '' && !written.includes(more)) after[part] = written === '' ? more : `${written}\n\n${more}`
  }
  return after
}
