// Builds the three ways in: officials (/admin/), station workers (/m/), residents and volunteers (/).
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Takes foreign fonts out of a library's style sheets: pages use the device's own letters and ask no other address. */
function withoutForeignFonts(): Plugin {
    return {
        name: 'without-foreign-fonts',
        enforce: 'pre',
        transform(code, id) {
            if (!/node_modules.*\.css/.test(id)) return null
            return code.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/--van-(base|price)-font[^;}]*[;}]/g, (all) =>
                all.endsWith('}') ? '}' : '')
        },
    }
}

export default defineConfig({
    plugins: [withoutForeignFonts(), vue()],
    resolve: { alias: { '@shared': here('./shared') } },
    define: {
        __VUE_OPTIONS_API__: true,
        __VUE_PROD_DEVTOOLS__: false,
        __VUE_I18N_FULL_INSTALL__: false,
        __VUE_I18N_LEGACY_API__: false,
        __INTLIFY_PROD_DEVTOOLS__: false,
        __INTLIFY_DROP_MESSAGE_COMPILER__: false,
    },
    build: {
        target: ['chrome87', 'safari14', 'firefox90'],
        manifest: true,
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1200,
        rollupOptions: {
            input: { portal: here('./index.html'), admin: here('./admin/index.html'), m: here('./m/index.html') },
        },
    },
    server: {
        port: 5173,
        proxy: { '/api': process.env.LIANDONG_URL ?? 'http://127.0.0.1:8080' },
    },
    test: { include: ['{shared,admin,portal}/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0])
