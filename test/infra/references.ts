import { z } from 'zod';
import { STACK_NAMES, type StackName, type Synthesized } from './stages.ts';

const Export = z.looseObject({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }) });
const Ref = z.object({ Ref: z.string() });
const GetAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const ImportValue = z.object({ 'Fn::ImportValue': z.string() });

/** Resources named anywhere in a value of a stack's template, also those of other stacks: `network/VpcKms28ADD6F7`. */
export type References = (stack: StackName, value: unknown) => readonly string[];

export function referencesOf({ templates }: Synthesized): References {
  const exported = new Map(
    STACK_NAMES.flatMap((stack) =>
      Object.values(templates[stack].Outputs).flatMap((output) => {
        const parsed = Export.safeParse(output);
        return parsed.success ? [[parsed.data.Export.Name, { stack, value: parsed.data.Value }] as const] : [];
      }),
    ),
  );
  const references: References = (stack, value) => {
    if (typeof value !== 'object' || value === null) return [];
    const ref = Ref.safeParse(value).data?.Ref ?? GetAtt.safeParse(value).data?.['Fn::GetAtt'][0];
    if (ref !== undefined) return ref.startsWith('AWS::') ? [] : [`${stack}/${ref}`];
    const imported = exported.get(ImportValue.safeParse(value).data?.['Fn::ImportValue']);
    if (imported !== undefined) return references(imported.stack, imported.value);
    return Object.values(value).flatMap((part) => references(stack, part));
  };
  return references;
}
