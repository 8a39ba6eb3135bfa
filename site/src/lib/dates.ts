const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

/** "Today", "Yesterday", or the day. */
export function dayOf(iso: string): string {
  const [then, now] = [new Date(iso), new Date()];
  const days = Math.round(
    (new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime() -
      new Date(then.getFullYear(), then.getMonth(), then.getDate()).getTime()) /
      86_400_000,
  );
  return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : (days < 300 ? day : withYear).format(then);
}

export const timeOf = (iso: string): string => time.format(new Date(iso));

export const dateOf = (iso: string): string => withYear.format(new Date(iso));

/** "in 6 days", for what ends. */
export function until(iso: string): string {
  const days = Math.ceil((new Date(iso).getTime() - Date.now()) / 86_400_000);
  return days <= 0 ? 'ended' : days === 1 ? 'ends within a day' : `ends in ${days} days`;
}
