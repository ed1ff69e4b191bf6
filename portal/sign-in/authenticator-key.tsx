import { QrCode } from '../ui/qr-code.tsx';
import { otpauthOf } from './otpauth.ts';

type Props = { readonly username: string; readonly secret: string };

/** The key of a new authenticator: to scan, to open, to type. */
export function AuthenticatorKey({ username, secret }: Props) {
  const link = otpauthOf(username, secret);
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-3">
      <QrCode text={link} label="QR code of the key" />
      <div className="min-w-0 flex-1 basis-52 space-y-3">
        <p>
          Is the app on this device?{' '}
          <a href={link} className="font-medium text-accent underline">
            Add the key to it
          </a>
        </p>
        <p>No camera? Type the key:</p>
        {/* Groups have margins, not spaces: what is copied is the key alone. */}
        <code className="block rounded border border-line bg-sunken px-3 py-2 font-mono select-all">
          {[...secret.matchAll(/.{1,4}/g)].map(({ 0: group, index }) => (
            <span key={index} className="mr-2 inline-block">
              {group}
            </span>
          ))}
        </code>
      </div>
    </div>
  );
}
