import { correction, generate } from 'lean-qr';

/** The dark modules of a QR code (ISO/IEC 18004) as an SVG path, a rectangle a run, one unit a module. */
export const qrPath = (text: string): { readonly size: number; readonly path: string } => {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const runs: string[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const start = x;
      while (code.get(x, y)) x++;
      if (x > start) runs.push(`M${start} ${y}h${x - start}v1H${start}z`);
    }
  }
  return { size: code.size, path: runs.join('') };
};
