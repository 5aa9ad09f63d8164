/**
 * The code of a Lua webhook that forwards its events to a trigger of ours. What is signed are the
 * very bytes that are sent.
 */
export const FORWARDING_CODE = `import { createHmac } from 'crypto';
import { env, LuaWebhook } from 'lua-cli';

export const forwardToN8n = new LuaWebhook({
  name: 'forward-to-n8n',
  description: 'Forwards message events to n8n',
  execute: async ({ body }) => {
    const [url, secret] = [env('N8N_WEBHOOK_URL'), env('N8N_SECRET')];
    if (!url || !secret) throw new Error('N8N_WEBHOOK_URL or N8N_SECRET is not set');
    const payload = JSON.stringify(body);
    const signature = createHmac('sha256', secret).update(payload).digest('hex');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-lua-signature': 'sha256=' + signature },
      body: payload,
    });
    if (!answer.ok) throw new Error('n8n answered ' + answer.status);
    return { forwarded: true };
  },
});`;
