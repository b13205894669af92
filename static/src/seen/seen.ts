// What a person sees on a page, as plain data: the shape that mockup2code/fidelity reads. Lengths are CSS pixels.

/** Left, top, width and height on the page, to a tenth of a pixel. */
export type Place = [number, number, number, number];

export interface SeenText {
  text: string;
  box: Place;
  color: string;
  size: number;
  weight: number;
  tag: string;
  /** Set for what a field shows; `box` is the field's then. */
  control?: true;
}

export interface SeenBox {
  box: Place;
  fill: string | null;
  border: boolean;
  radius: number;
  shadow: boolean;
  tag: string;
}

export interface SeenImage {
  tag: string;
  box: Place;
}

export interface SeenControl {
  kind: string;
  box: Place;
  value: string;
}

export interface Structure {
  elements: number;
  positioned: number;
  laid: number;
  landmarks: number;
  /** The most elements that lie inside each other, below the body. */
  depth: number;
  overflow: boolean;
}

export interface Seen {
  page: { width: number; height: number; background: string };
  texts: SeenText[];
  boxes: SeenBox[];
  images: SeenImage[];
  controls: SeenControl[];
  structure: Structure;
}
