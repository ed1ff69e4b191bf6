import type { Notification } from '../domain/model/response.ts';
import { storableText } from '../domain/model/storable-text.ts';

/** Titles and bodies quote errors and logs: what a store cannot keep is replaced. */
export const storableNotification = (notification: Notification): Notification => ({
  ...notification,
  title: storableText(notification.title),
  body: storableText(notification.body),
});
