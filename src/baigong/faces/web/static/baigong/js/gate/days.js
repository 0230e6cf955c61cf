// Days as people in China have them; in certificates and entries they are counted from 1970-01-01.
const DAY = 86_400_000, BEIJING = 8 * 3_600_000;

export function dayOf(number) { return new Date(number * DAY).toISOString().slice(0, 10); }

export function numberOf(day) { return Date.parse(`${day}T00:00:00Z`) / DAY; }

export function dayAt(instant) { return new Date(instant + BEIJING).toISOString().slice(0, 10); }
