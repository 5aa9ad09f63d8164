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
    const payload = JSON.stringify(body);
    const signature = createHmac('sha256', env('N8N_SECRET')).update(payload).digest('hex');
    const answer = await fetch(env('N8N_WEBHOOK_URL'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-lua-signature': 'sha256=' + signature },
      body: payload,
    });
    if (!answer.ok) throw new Error('n8n answered ' + answer.status);
    return { forwarded: true };
  },
});`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The code as HTML, for a notice in the editor. */
export const forwardingNotice = `Lua sends its events to a Lua webhook. Give that webhook this code, so that it forwards them here: N8N_WEBHOOK_URL is the production URL of this node, N8N_SECRET the secret of its credential.<br><pre>${FORWARDING_CODE.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')}</pre>`;
