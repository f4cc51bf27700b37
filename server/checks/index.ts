/** All the checks, in the order in which their findings are told. */
import type { Entity } from '../../knowledge/model';
import { attribution } from './attribution';
import { cause } from './cause';
import { certainty } from './certainty';
import { date } from './date';
import { createEntityCheck } from './entity';
import { figure } from './figure';
import type { Check } from './model';
import { name } from './name';
import { negation } from './negation';
import { order } from './order';
import { quote } from './quote';
import { relation } from './relation';
import { createRoleCheck } from './role';
import { scope } from './scope';
import { unit } from './unit';

export const createChecks = (entityOf: (id: string) => Entity | undefined): readonly Check[] => [
  quote,
  figure,
  unit,
  date,
  name,
  attribution,
  createEntityCheck(entityOf),
  createRoleCheck(entityOf),
  negation,
  relation,
  order,
  cause,
  certainty,
  scope,
];
