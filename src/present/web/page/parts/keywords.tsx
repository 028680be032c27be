/** The keywords of a paper, or those that matched a query. */
export function Keywords({ keywords }: { readonly keywords: readonly string[] | undefined }) {
  if (keywords === undefined) return null;
  return (
    <p class="keywords">
      Keywords: <bdi>{keywords.join('; ')}</bdi>
    </p>
  );
}
