"""The component that a checkbox or radio button is shown by, together with its words."""

from collections.abc import Iterator

from mockup2code.engines.base import Delta, Event, FileStart
from mockup2code.engines.draft.elements import Element, value
from mockup2code.engines.draft.nodes import Field
from mockup2code.engines.draft.styles import spacing
from mockup2code.engines.draft.tokens import Tokens

CHOICE = "Choice"

CHOICE_FILE = f"src/components/{CHOICE}.tsx"

_UNREAD = "Option"

TICK = 20
"""How wide the mark is, in pixels."""

_SOURCE = """\
type ChoiceProps = {
  kind: "checkbox" | "radio";
  id: string;
  label: string;
  className: string;
  defaultChecked?: boolean;
  labelFirst?: boolean;
};

/** A checkbox or radio button with its words: the whole row takes the click. */
export default function Choice({
  kind,
  id,
  label,
  className,
  defaultChecked,
  labelFirst,
}: ChoiceProps) {
  const words =
    "pointer-events-none col-start-1 row-start-1 flex items-center gap-3";
  const lines = "sm:whitespace-nowrap";
  const box =
    "before:grid before:size-5 before:shrink-0 before:place-items-center before:content-['']";
  const line = "before:border before:border-gray-400 before:bg-white";
  const checked = "peer-checked:before:border-blue-600";
  const mark =
    kind === "radio"
      ? "before:rounded-full peer-checked:before:border-6"
      : "before:rounded before:text-white peer-checked:before:bg-blue-600";
  const sign = kind === "checkbox" ? "peer-checked:before:content-['✓']" : "";
  const order = labelFirst ? "flex-row-reverse justify-end" : "";
  return (
    <span className={`grid items-center ${className}`}>
      <input
        id={id}
        type={kind}
        name={kind === "radio" ? "choice" : id}
        defaultChecked={defaultChecked}
        className="peer col-start-1 row-start-1 size-full appearance-none"
      />
      <label
        htmlFor={id}
        className={`${words} ${lines} ${box} ${line} ${checked} ${mark} ${sign} ${order}`}
      >
        {label}
      </label>
    </span>
  );
}
"""


def component() -> Iterator[Event]:
    """The component's file."""
    yield FileStart(CHOICE_FILE)
    yield Delta(CHOICE_FILE, _SOURCE)


def element(node: Field, name: str, tokens: Tokens) -> tuple[Element, float]:
    """The component as it is used, and its height."""
    line, box = node.text, node.box
    step, height = spacing(box.height)
    size = tokens.text(line.size, 24) if line else "text-base"
    attributes: dict[str, str | None] = {
        "kind": f'"{node.control.kind.value}"',
        "id": f'"{name}"',
        "label": value(line.text if line else _UNREAD),
    }
    if node.control.checked:
        attributes["defaultChecked"] = None
    if line and line.box.x - box.x < TICK / 2:
        attributes["labelFirst"] = None
    return Element(CHOICE, [f"h-{step}", "w-full", size], attributes), height
