import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes an encryption key into its user folder as soon as it makes a context.
const userFolder = mkdtempSync(join(tmpdir(), 'signed-webhooks-nodes-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
// All servers are local, whatever proxy the machine uses.
process.env.NO_PROXY = '*';
process.env.no_proxy = '*';

afterAll(() => rmSync(userFolder, { recursive: true, force: true }));
