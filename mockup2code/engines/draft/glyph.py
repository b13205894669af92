"""The component that icons of one colour are shown by."""

from collections.abc import Iterator

from mockup2code.engines.base import Delta, Event, FileStart

GLYPH = "Glyph"

GLYPH_FILE = f"src/components/{GLYPH}.tsx"

_SOURCE = """\
type GlyphProps = { src: string; className: string };

/** An icon of one colour: it takes the colour of the words around it. */
export default function Glyph({ src, className }: GlyphProps) {
  const mask = `url("${src}") center / contain no-repeat`;
  return (
    <span
      aria-hidden="true"
      style={{ mask }}
      className={`block shrink-0 before:block before:size-full before:bg-current ${className}`}
    />
  );
}
"""


def component() -> Iterator[Event]:
    """The component's file."""
    yield FileStart(GLYPH_FILE)
    yield Delta(GLYPH_FILE, _SOURCE)
