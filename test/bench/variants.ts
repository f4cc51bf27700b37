/**
 * Sentences of the sources told otherwise, truly and wrongly (server/checker/train/variants.ts): `npm run bench:variants`.
 *
 * Over the bundled pack and the sources of the suites that nothing was learned from. Printed by what was changed: how many variants there are, the share
 * flagged, and the share whose fix writes what stood there.
 */
import { packs } from '../../knowledge/data/packs';
import { measured } from '../suites/suites';
import { variantRates } from '../suites/variants';

console.table(variantRates(packs, measured));
