import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ControlledRegisterResolver, RegisterLineResolver } from './controlled-register.resolver.ts'
import { readRegisterLines, readRegisters } from './controlled-register.service.ts'

export const feature: Feature = {
  resolvers: [ControlledRegisterResolver, RegisterLineResolver],
  entities: { ControlledRegister: readRegisters, RegisterLine: readRegisterLines },
  permissions: {
    'controlled-drug:read': {
      allows: 'See the registers of controlled drugs',
      roles: ['VET', 'TECHNICIAN'],
    },
    'controlled-drug:write': {
      allows: 'Count controlled drugs and correct their registers',
      roles: ['VET', 'TECHNICIAN'],
    },
  },
}
