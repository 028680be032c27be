/** What a period of an answer is: `YYYY-MM`, or `YYYY`. */
export function periodKind(period: string): 'month' | 'year' {
  return period.includes('-') ? 'month' : 'year';
}
