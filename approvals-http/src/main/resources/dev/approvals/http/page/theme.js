// Not a module: it runs before the first paint, so that the page does not flash in the wrong colours.
(() => {
  'use strict';
  const key = 'approvals.theme';
  const themes = ['system', 'light', 'dark'];
  const signs = { system: '◐', light: '☀', dark: '☾' };

  function stored() {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be forbidden; then the choice lasts as long as the page.
    }
  }

  let theme = themes.includes(stored()) ? stored() : 'system';

  function apply() {
    document.documentElement.dataset.theme = theme;
    const button = document.getElementById('theme');
    if (button) {
      const words = theme === 'system' ? 'Colours: as the system' : `Colours: ${theme}`;
      button.textContent = signs[theme];
      button.title = words;
      button.setAttribute('aria-label', words);
    }
  }

  function next() {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try {
      localStorage.setItem(key, theme);
    } catch {
      // As above.
    }
    apply();
  }

  apply();
  document.addEventListener('DOMContentLoaded', () => {
    apply();
    document.getElementById('theme').addEventListener('click', next);
  });
})();
