/**
 * Builds the page into dist/present/web. Everything it needs is bundled: the built page asks for nothing beyond its
 * own origin.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const PAGE = fileURLToPath(new URL('.', import.meta.url));
const FONTS = ['@fontsource-variable/inter', '@fontsource-variable/source-serif-4'];

/** The Open Font Licence asks that its text travels with the fonts. */
function fontLicences(): Plugin {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'font-licences',
    generateBundle() {
      const texts = FONTS.map((font) => readFileSync(resolve(`${font}/LICENSE`), 'utf8').trim());
      this.emitFile({ type: 'asset', fileName: 'licences-of-fonts.txt', source: `${texts.join('\n\n----\n\n')}\n` });
    },
  };
}

/** Every browser that runs the page reads woff2; KaTeX names each of its fonts in two older forms besides. */
function modernFontsOnly(): Plugin {
  return {
    name: 'modern-fonts-only',
    enforce: 'pre',
    transform: (code, id) =>
      /katex[^?]*\.css/.test(id)
        ? code
            .replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("[^"]*"\)/g, '')
            .replaceAll('font-display:block', 'font-display:swap')
        : null,
  };
}

export default defineConfig({
  root: PAGE,
  base: '/',
  plugins: [fontLicences(), modernFontsOnly()],
  build: {
    outDir: fileURLToPath(new URL('../../../../dist/present/web', import.meta.url)),
    emptyOutDir: true,
    // A font or picture inside a style sheet would be a data: address, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' },
  },
});
