document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-copies]') : null;
  const field = button && document.getElementById(button.getAttribute('data-copies') ?? '');
  if (field instanceof HTMLTextAreaElement) void copy(field);
});

/** @param {HTMLTextAreaElement} field */
async function copy(field) {
  const said = document.getElementById('said');
  try {
    await navigator.clipboard.writeText(field.value);
    if (said) said.textContent = 'Copied.';
  } catch {
    field.select();
    if (said)
      said.textContent = 'The browser does not let this page copy: the text is selected, copy it with the keyboard.';
  }
}
