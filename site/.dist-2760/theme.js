// Before anything is painted: the theme that was chosen on this device, or the device's own. In a file of its own because the
// content security policy lets no script in the page through.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch {
    // The browser keeps nothing: the device's own theme it is.
  }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
