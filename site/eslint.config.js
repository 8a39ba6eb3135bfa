import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', '.dist-*', 'node_modules', 'test-results', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    rules: {
      // The compiler knows every global of TypeScript and Svelte files.
      'no-undef': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A brace or a space that is meant as text.
      'svelte/no-useless-mustaches': 'off',
      // A choice that is taken back is no longer there, so that it is not sent.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Pages are documents of their own; there is no router whose paths would have to be resolved.
      'svelte/no-navigation-without-resolve': 'off',
      // Collections here are made anew, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
);
