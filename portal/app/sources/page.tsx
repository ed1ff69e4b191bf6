import type { Metadata } from 'next';
import { SourcesPage } from '../../sources/sources-page.tsx';

export const metadata: Metadata = { title: 'Sources and health' };

export default function Page() {
  return <SourcesPage />;
}
