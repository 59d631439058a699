/** Seconds that are left. The page counts on by itself, and asks the host again when none are. */
export function Countdown({ seconds }: { readonly seconds: number }) {
  return (
    <time class="countdown" datetime={`PT${seconds}S`}>
      {`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}
    </time>
  );
}
