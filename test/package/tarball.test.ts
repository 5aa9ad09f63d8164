import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { allowedModules } from '../architecture/rules/allowedModules';
import { forbiddenGlobals } from '../architecture/rules/forbiddenGlobals';
import { parseSource } from '../architecture/sources';
import { packPackage } from '../rig/communityPackage';

const run = promisify(execFile);

const PROJECT_ROOT = path.resolve(__dirname, '..', '..');
const MAX_UNPACKED_BYTES = 1_660_000;

interface Manifest {
	readonly name: string;
	readonly main?: string;
	readonly scripts?: Record<string, string>;
	readonly dependencies?: Record<string, string>;
	readonly peerDependencies: Record<string, string>;
	readonly n8n: { readonly credentials: string[]; readonly nodes: string[] };
}

interface ScanLeg {
	readonly name: string;
	readonly fileCount: number;
	readonly findings: ReadonlyArray<{ readonly file: string; readonly rule: string }>;
}

let workFolder: string;
let tarball: string;
let packageFolder: string;
let manifest: Manifest;
let files: string[];

const read = (file: string) => fs.readFileSync(path.join(packageFolder, file), 'utf8');

async function scan(scannedTarball: string): Promise<{ legs: ScanLeg[]; exitCode: number }> {
	const script = path.join(PROJECT_ROOT, 'scripts', 'scan.js');
	const args = [script, '--json', '--tarball', scannedTarball];
	const result = await run(process.execPath, args, { maxBuffer: 10_000_000 }).catch(
		(error: unknown) => error as { stdout: string; code: number },
	);
	const exitCode = 'code' in result ? result.code : 0;
	return { legs: JSON.parse(result.stdout) as ScanLeg[], exitCode };
}

beforeAll(async () => {
	workFolder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'signed-webhooks-package-')));
	tarball = await packPackage();
	packageFolder = path.join(workFolder, 'package');
	await run('tar', ['-xzf', tarball, '-C', workFolder]);
	manifest = JSON.parse(read('package.json')) as Manifest;
	files = fs
		.readdirSync(packageFolder, { recursive: true, encoding: 'utf8' })
		.filter((name) => fs.statSync(path.join(packageFolder, name)).isFile())
		.map((name) => name.split(path.sep).join('/'));
});

afterAll(() => {
	fs.rmSync(workFolder, { recursive: true, force: true });
});

describe('the manifest', () => {
	test('names files that are there', () => {
		const named = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
		expect(named.length).toBeGreaterThan(0);
		expect(files).toEqual(expect.arrayContaining(named));
	});

	test('names every node and credential that was built', () => {
		const built = files.filter((file) => /\.(?:node|credentials)\.js$/.test(file));
		expect(built.sort()).toEqual([...manifest.n8n.credentials, ...manifest.n8n.nodes].sort());
	});

	test('asks for n8n-workflow alone, in any version', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('runs nothing when it is installed', () => {
		const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
		const names = Object.keys(manifest.scripts ?? {});
		expect(names.filter((name) => onInstall.includes(name))).toEqual([]);
	});
});

describe('the files', () => {
	test('are compiled code, icons, codex files and what npm always adds', () => {
		const expected =
			/^(?:package\.json|README\.md|LICENSE\.md|CHANGELOG\.md|dist\/(?:nodes|credentials)\/.+\.js|dist\/nodes\/.+\.node\.json|dist\/icons\/.+\.svg)$/;
		expect(files.filter((file) => !expected.test(file))).toEqual([]);
	});

	test('include licence, read-me and changes', () => {
		expect(files).toEqual(expect.arrayContaining(['LICENSE.md', 'README.md', 'CHANGELOG.md']));
	});

	test('include a codex file for each node, with the type name that n8n gives it', () => {
		for (const file of manifest.n8n.nodes) {
			const codex = JSON.parse(read(file.replace(/\.js$/, '.json'))) as { node: string };
			const typeName = path
				.basename(file, '.node.js')
				.replace(/^./, (first) => first.toLowerCase());
			expect(codex.node).toBe(`${manifest.name}.${typeName}`);
		}
	});

	test('include every icon that the code names', () => {
		const named = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) =>
				[...read(file).matchAll(/'file:([^']+)'/g)].map(([, icon]) =>
					path.posix.join(file, '..', icon ?? ''),
				),
			);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((icon) => !files.includes(icon))).toEqual([]);
	});

	test('are small', () => {
		const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(read(file)), 0);
		expect(bytes).toBeLessThan(MAX_UNPACKED_BYTES);
	});

	test('hold no trace of the machine they were built on', () => {
		const traces = [PROJECT_ROOT, os.homedir(), os.tmpdir()].filter((folder) => folder.length > 1);
		const withTrace = files.filter((file) => traces.some((trace) => read(file).includes(trace)));
		expect(withTrace).toEqual([]);
	});
});

describe('the compiled code', () => {
	const compiled = () =>
		files.filter((file) => file.endsWith('.js')).map((file) => parseSource(file, read(file)));

	test('uses no global that n8n withholds', () => {
		expect(forbiddenGlobals(compiled())).toEqual([]);
	});

	test('loads only modules that every n8n brings along', () => {
		expect(allowedModules(compiled())).toEqual([]);
	});

	test('loads where nothing but n8n-workflow and zod is installed', async () => {
		const modules = path.join(workFolder, 'home', 'node_modules');
		const installed = path.join(modules, manifest.name);
		fs.mkdirSync(modules, { recursive: true });
		fs.cpSync(packageFolder, installed, { recursive: true });
		for (const name of ['n8n-workflow', 'zod']) {
			fs.symlinkSync(path.join(PROJECT_ROOT, 'node_modules', name), path.join(modules, name));
		}
		const { stdout } = await run(process.execPath, [path.join(__dirname, 'load.js'), installed], {
			env: { PATH: process.env.PATH },
		});
		const { loaded, requested } = JSON.parse(stdout) as {
			loaded: Array<{ file: string; name: string }>;
			requested: string[];
		};
		expect(loaded.map(({ file }) => file)).toEqual([
			...manifest.n8n.credentials,
			...manifest.n8n.nodes,
		]);
		for (const { file, name } of loaded) {
			expect(path.basename(file).toLowerCase()).toMatch(new RegExp(`^${name.toLowerCase()}\\.`));
		}
		expect(requested).toEqual(['crypto', 'n8n-workflow', 'zod']);
	});
});

describe("n8n's scan of community packages", () => {
	test('finds nothing to object to, not even a warning, in the source and in the tarball', async () => {
		const { legs, exitCode } = await scan(tarball);
		expect(legs.map(({ name, findings }) => ({ name, findings }))).toEqual([
			{ name: 'source', findings: [] },
			{ name: 'tarball', findings: [] },
		]);
		expect(exitCode).toBe(0);
	});

	test('does look: a forbidden global in the tarball fails it', async () => {
		const folder = path.join(workFolder, 'spoilt');
		fs.cpSync(packageFolder, path.join(folder, 'package'), { recursive: true });
		const [node] = manifest.n8n.nodes as [string, ...string[]];
		fs.appendFileSync(path.join(folder, 'package', node), '\nprocess.exit(1);\n');
		const spoilt = path.join(workFolder, 'spoilt.tgz');
		await run('tar', ['-czf', spoilt, '-C', folder, 'package']);

		const { legs, exitCode } = await scan(spoilt);
		expect(legs[1]?.findings).toMatchObject([
			{ severity: 'error', file: node, rule: '@n8n/community-nodes/no-restricted-globals' },
		]);
		expect(exitCode).toBe(1);
	});
});
