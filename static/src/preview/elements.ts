// The React that generated code gets: components keep their identity, and what is missing is stood in for.

import * as React from "react";
import * as runtime from "react/jsx-runtime";
import type { Identities } from "./identities";
import { Icon, MISSING_PICTURE, Placeholder, pictureOf, Room, sizeInAddress } from "./stand-ins";
import { asUnknown } from "./unknown";

type Props = Record<string, unknown>;
type Library = Record<string, unknown>;

export interface ElementSurroundings {
  identities: Identities;
  /** The address of one of the project's own pictures. */
  picture(address: string): string | undefined;
  complete(): boolean;
  note(text: string): void;
}

export class Elements {
  private readonly contexts = new Map<string, React.Context<unknown>>();

  constructor(private readonly surroundings: ElementSurroundings) {}

  runtime(): Library {
    const jsx = (type: unknown, props: Props, key?: string) =>
      runtime.jsx(this.type(type) as React.ElementType, this.props(type, props), key);
    const jsxs = (type: unknown, props: Props, key?: string) =>
      runtime.jsxs(this.type(type) as React.ElementType, this.props(type, props), key);
    return { __esModule: true, Fragment: React.Fragment, jsx, jsxs };
  }

  /** React for one file; its contexts are told apart by their order. */
  react(importer: string): Library {
    let contexts = 0;
    const library: Library = {
      ...React,
      __esModule: true,
      createContext: (value: unknown) => this.context(`${importer}#${++contexts}`, value),
      createElement: (type: unknown, props: Props | null, ...children: React.ReactNode[]) =>
        React.createElement(this.type(type) as React.ElementType, this.props(type, props ?? {}), ...children),
      forwardRef,
      memo: (component: unknown) => component,
    };
    library.default = library;
    return library;
  }

  /** lucide-react, with a drawing of its own for names that it has not. */
  icons(lucide: Library): Library {
    const get = (_: object, key: string | symbol): unknown => {
      if (key in lucide || typeof key === "symbol" || !/^[A-Z]/.test(key)) return Reflect.get(lucide, key);
      this.surroundings.note(`lucide-react has no icon named ${key}.`);
      return Icon;
    };
    return new Proxy(lucide, { get }) as Library;
  }

  private context(key: string, value: unknown): React.Context<unknown> {
    const context = this.contexts.get(key) ?? React.createContext(value);
    this.contexts.set(key, context);
    return context;
  }

  private type(type: unknown): unknown {
    if (type === undefined && !this.surroundings.complete()) return React.Fragment;
    const missing = asUnknown(type);
    if (!missing) return this.surroundings.identities.stable(type);
    if (missing.absence === "icon") return Room;
    return missing.absence === "absent" ? Placeholder : React.Fragment;
  }

  private props(type: unknown, props: Props): Props {
    if (type === "img" && typeof props.src === "string") return { ...props, src: this.source(props.src, props) };
    const missing = asUnknown(type);
    if (missing?.absence === "absent") return { name: missing.name, children: props.children as React.ReactNode };
    if (missing?.absence === "pending" || type === undefined) return { children: props.children as React.ReactNode };
    return props;
  }

  /** No picture is fetched from elsewhere: the project's own, else a neutral one of the same size. */
  private source(address: string, props: Props): string {
    if (/^(data|blob):/.test(address) && address !== MISSING_PICTURE) return address;
    const own = this.surroundings.picture(address);
    if (own) return own;
    const size = sizeInAddress(address);
    return pictureOf(Number(props.width) || size.width, Number(props.height) || size.height);
  }
}

function forwardRef(render: (props: Props, ref: unknown) => unknown): (props: Props) => unknown {
  const component = ({ ref, ...props }: Props) => render(props, ref ?? null);
  // Which hooks it calls is read from its text.
  component.toString = () => String(render);
  return component;
}
