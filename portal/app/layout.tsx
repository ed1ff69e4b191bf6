import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Shell } from '../shell/shell.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Watchkeep', template: '%s · Watchkeep' },
  description: 'Incidents, plans and decisions of your security operations centre',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f4f5f2' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1514' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Shell>{children}</Shell>
      </body>
    </html>
  );
}
