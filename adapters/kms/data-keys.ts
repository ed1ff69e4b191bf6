import { createHash } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Signer } from '../../domain/model/hashing.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { DataKeys } from '../../domain/ports/data-keys.ts';
import { keys } from '../dynamodb/keys.ts';
import { isConditionFailure, type Table } from '../dynamodb/table.ts';
import { signerOf } from '../hashing.ts';

const KeyItem = z.object({ encrypted: z.instanceof(Uint8Array) });

/**
 * Daily data keys under one KMS key, bound to tenant and day by the encryption context. The encrypted key is kept in the
 * table: the first writer of a day decides, all others read. Signers are held in memory, at most a few days of each tenant.
 */
export const kmsDataKeys = (keyId: string, table: Table, kms = new KMSClient({})): DataKeys => {
  const signers = new Map<string, Promise<Signer>>();

  const encryptedKey = async (tenant: TenantId, day: string): Promise<Uint8Array> => {
    const Key = { pk: keys.dataKey(tenant), sk: day };
    const read = async () => {
      const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key, ConsistentRead: true }));
      return Item && KeyItem.parse(Item).encrypted;
    };
    const known = await read();
    if (known) return known;
    const context = { tenant, day };
    const made = await kms.send(
      new GenerateDataKeyCommand({ KeyId: keyId, NumberOfBytes: 32, EncryptionContext: context }),
    );
    if (!made.CiphertextBlob) throw new Error('KMS answered GenerateDataKey without a key');
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...Key, type: 'DATAKEY', tenant, encrypted: made.CiphertextBlob },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    return (await read()) ?? made.CiphertextBlob;
  };

  const open = async (tenant: TenantId, day: string): Promise<Signer> => {
    const encrypted = await encryptedKey(tenant, day);
    const { Plaintext } = await kms.send(
      new DecryptCommand({ KeyId: keyId, CiphertextBlob: encrypted, EncryptionContext: { tenant, day } }),
    );
    if (!Plaintext) throw new Error('KMS answered Decrypt without a key');
    const short = createHash('sha256').update(encrypted).digest('hex').slice(0, 16);
    return signerOf(`${day}.${short}`, Plaintext);
  };

  return {
    async signerFor(tenant, day) {
      const name = `${tenant}/${day}`;
      const signer = signers.get(name) ?? open(tenant, day);
      signers.set(name, signer);
      signer.catch(() => signers.delete(name));
      if (signers.size > 1_000) signers.delete(signers.keys().next().value ?? name);
      return signer;
    },
  };
};
