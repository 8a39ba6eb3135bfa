/** Svelte writes no style attributes and no inline styles: the content security policy lets none through. */
export default { compilerOptions: { runes: true } };
