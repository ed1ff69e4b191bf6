'use client';
import './globals.css';

/** The whole portal broke. */
export default function PortalError() {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-xl space-y-3 p-6">
          <h1 className="text-2xl font-semibold">Watchkeep</h1>
          <p>The portal broke. Nothing was changed by that: reload the page.</p>
        </main>
      </body>
    </html>
  );
}
