/** The places of the largest values, largest first; ties by lower place. */
export function indicesOfLargest(values: Float32Array | readonly number[], size: number): number[] {
  const places: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (places.length === size && !(values[i]! > values[places[size - 1]!]!)) continue;
    let at = places.length;
    while (at > 0 && values[i]! > values[places[at - 1]!]!) at--;
    places.splice(at, 0, i);
    if (places.length > size) places.pop();
  }
  return places;
}
