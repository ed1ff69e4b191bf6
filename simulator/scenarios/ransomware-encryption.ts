import { MINUTE_MS } from '../../domain/model/time.ts';
import { fileCreated, processCreated, type Session } from '../activities/endpoint-events.ts';
import { word } from '../world/names.ts';
import type { Scene, Stage } from './story.ts';

const RECOVERY: Stage = { stage: 'recovery disabled', techniques: ['T1490'] };
const ENCRYPTION: Stage = { stage: 'encryption', techniques: ['T1486'] };

const SYSTEM32 = 'C:\\Windows\\System32\\';
const POWERSHELL = `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`;

/** First the copies of a server that could bring its files back, then the files. */
export const encryptServer = (
  { world, random, story, slow }: Scene,
  system: Session,
  extension: string,
  wait: (seconds: number) => number,
): void => {
  const image = `C:\\ProgramData\\${random.hex(6)}.exe`;
  const commandLine = slow
    ? `powershell.exe -c "Get-WmiObject Win32_ShadowCopy | ForEach-Object { $_.Delete() }"`
    : random.pick([
        'vssadmin.exe delete shadows /all /quiet',
        'wmic.exe shadowcopy delete /nointeractive',
        'bcdedit.exe /set {default} recoveryenabled no',
      ]);
  story.malicious(
    RECOVERY,
    processCreated(
      wait(3),
      world,
      system,
      {
        image: slow ? POWERSHELL : `${SYSTEM32}${commandLine.split(' ')[0]}`,
        commandLine,
        parent: image,
        integrity: 'System',
      },
      random,
    ),
  );
  for (let file = slow ? random.integer(10, 20) : random.integer(25, 60); file > 0; file--)
    story.malicious(
      ENCRYPTION,
      fileCreated(
        slow ? random.between(4, 12) * MINUTE_MS : random.integer(40, 400),
        world,
        system,
        {
          image,
          path: `D:\\Shares\\${word(random)}\\${word(random)}-${random.integer(1, 999)}.${random.pick(['xlsx', 'docx', 'pdf', 'bak'])}.${extension}`,
        },
        random,
      ),
    );
  story.malicious(
    ENCRYPTION,
    fileCreated(
      random.integer(50, 500),
      world,
      system,
      { image, path: 'D:\\Shares\\HOW_TO_RESTORE_FILES.txt' },
      random,
    ),
  );
};
