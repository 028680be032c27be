/** What R, pandas and databases write where there is no value, for patterns that ignore case. */
export const NO_VALUE = String.raw`n\/?a|nan|null|none`;
