import { registerEnumType } from 'type-graphql'

export enum LabelSize {
  MM_29X90 = 'MM_29X90',
  MM_62X100 = 'MM_62X100',
}

registerEnumType(LabelSize, {
  name: 'LabelSize',
  description: 'The size of a label for a label printer.',
  valuesConfig: {
    MM_29X90: { description: '29 × 90 mm.' },
    MM_62X100: { description: '62 × 100 mm.' },
  },
})
