import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    // Scripts and styles have a hash in their name, so that a browser may keep them for good.
    assetsDir: 'assets',
    cssCodeSplit: true,
    // A font in a style sheet as base64 would be loaded whether it is needed or not.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
