/** A title with its subtitle behind it; some publishers repeat the title, or part of it, as a subtitle. */
export function titleWith(title: string, subtitle: string | null | undefined): string {
  const rest = subtitle?.trim() ?? '';
  if (title.trim() === '') return rest;
  return rest === '' || title.toLowerCase().includes(rest.toLowerCase()) ? title : `${title}: ${rest}`;
}
