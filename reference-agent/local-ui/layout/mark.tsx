/** The sign of the product. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="32" height="32" rx="8" />
      <path class="mark-line" d="M10 10.5v11M22 10.5v11M10 16h12" />
      <circle class="mark-host" cx="10" cy="9" r="3" />
      <circle class="mark-host" cx="22" cy="9" r="3" />
      <circle class="mark-host" cx="10" cy="23" r="3" />
      <circle class="mark-host" cx="22" cy="23" r="3" />
    </svg>
  );
}
