import { badInput } from '@vetgraph/kit/errors'

/** The unit as it was written, or BAD_USER_INPUT: units are codes of UCUM, whose tables are loaded when first needed. */
export async function ucumUnit(field: string, unit: string): Promise<string> {
  const { default: ucum } = await import('@lhncbc/ucum-lhc')
  const { status } = ucum.UcumLhcUtils.getInstance().validateUnitString(unit)
  if (status !== 'valid')
    throw badInput(field, `“${unit}” is no unit of UCUM: \`g/L\`, \`mmol/L\`, \`10*9/L\`.`)
  return unit
}
