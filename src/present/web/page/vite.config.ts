/** Builds the page into dist/present/web. Everything is bundled: the page requests nothing from other origins. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const PAGE = fileURLToPath(new URL('.', import.meta.url));
const FONTS = ['@fontsource-variable/inter', '@fontsource-variable/source-serif-4'];

/** The Open Font Licence requires its text beside the fonts. */
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

/** All supported browsers read woff2; the older font formats of KaTeX are dropped. */
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

/**
 * What the page needs: `:has()` in styles, `checkVisibility()` of elements (Safari 17.4) and promises on the clipboard
 * (Firefox 127, of whose long-term releases 128 is the first). `docs/page-and-http.md` names them.
 */
const BROWSERS = ['chrome111', 'edge111', 'firefox128', 'safari17.4', 'ios17.4'];

export default defineConfig({
  root: PAGE,
  base: '/',
  plugins: [fontLicences(), modernFontsOnly()],
  build: {
    outDir: fileURLToPath(new URL('../../../../dist/present/web', import.meta.url)),
    emptyOutDir: true,
    target: BROWSERS,
    // Inlined fonts and pictures would be data: URLs, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' },
  },
});
