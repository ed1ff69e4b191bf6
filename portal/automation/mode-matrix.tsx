import { Band } from '../../domain/model/alert.ts';
import type { Automation } from '../api/types.ts';
import { BandPill } from '../ui/pill.tsx';
import { MATRIX } from './modes.ts';

const BANDS: readonly Band[] = Band.options.toReversed();

export function ModeMatrix({ mode }: { readonly mode: Automation['mode'] }) {
  return (
    <table className="mt-4 w-full text-left text-sm">
      <caption className="sr-only">What happens with a plan of each band</caption>
      <thead>
        <tr className="border-b border-line text-xs text-muted">
          <th scope="col" className="w-28 py-2 font-medium">
            Band
          </th>
          <th scope="col" className="py-2 font-medium">
            A plan with actions
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {BANDS.map((band) => (
          <tr key={band}>
            <th scope="row" className="py-2.5">
              <BandPill band={band} />
            </th>
            <td className="py-2.5">{MATRIX[mode][band]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
