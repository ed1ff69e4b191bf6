import type { Metadata } from 'next';
import { HuntsPage } from '../../hunts/hunts-page.tsx';

export const metadata: Metadata = { title: 'Hunts' };

export default function Page() {
  return <HuntsPage />;
}
