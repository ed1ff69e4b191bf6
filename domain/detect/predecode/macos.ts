import type { Predecoded } from './predecoded.ts';

const bracket = (line: string, name: string): string | undefined => {
  const opening = `[${name} `;
  const start = line.indexOf(opening);
  if (start === -1) return undefined;
  const end = line.indexOf(']', start);
  return end === -1 ? undefined : line.slice(start + opening.length, end);
};

/** The system log of macOS: `[Time …] [Sender sshd] [Message …] [Host mac-1]`. */
export const macosLog = (line: string): Predecoded | undefined => {
  if (!line.startsWith('[Time ')) return undefined;
  const message = bracket(line, 'Message');
  if (message === undefined) return undefined;
  return { log: message, hostname: bracket(line, 'Host'), programName: bracket(line, 'Sender') };
};
