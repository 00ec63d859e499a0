import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', 'coverage', 'test-results', 'playwright-report', 'models/weights', 'screens'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  prettier,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
      // TypeScript checks undefined names.
      'no-undef': 'off',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    files: ['**/*.svelte.ts', '**/*.svelte'],
    rules: {
      // State here is replaced as a whole (`$state.raw`): a plain Map or Set inside it is never mutated.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['server/cli/**', 'test/bench/**', 'test/e2e/**', 'test/parity/**', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['models/**'],
    ignores: ['**/*.test.ts', 'models/training/**'],
    rules: {
      // The core has no clock and no chance: both are passed in.
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Pass the time in.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the time in.' },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Pass chance in.',
        },
      ],
    },
  },
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
);
