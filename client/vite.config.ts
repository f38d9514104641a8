import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.DESK_URL ?? 'http://127.0.0.1:3000';

/** The status page is rendered by the server and links the same colours by a name that stays. */
const sharedTheme: Plugin = {
  name: 'shared-theme',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'theme.css', source: readFileSync(here('theme.css'), 'utf8') });
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [react(), sharedTheme],
  css: { postcss: { plugins: [mantine()] } },
  build: {
    outDir: here('../dist/client'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server, '/status': server, '/socket.io': { target: server, ws: true } } },
});
