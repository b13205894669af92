// Renders the main component, and keeps on screen what was there when a new version of it fails.

import { Component, createElement, type ElementType, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { type Identities, UpdateContext } from "./identities";

export class Stage {
  private main: unknown;
  private good: unknown;
  private updates = 0;
  /** Counts the times that everything is mounted anew. */
  private mounts = 0;
  private error: unknown;
  private rendering = false;
  private snapshot = "";
  private readonly root;

  constructor(
    private readonly container: HTMLElement,
    private readonly identities: Identities,
    /** Told errors that come between two renders. */
    private readonly onLateError: (error: unknown) => void,
  ) {
    const late = (error: unknown) => {
      if (!this.rendering) this.onLateError(error);
    };
    this.root = createRoot(container, { onCaughtError: late, onRecoverableError: () => {}, onUncaughtError: late });
  }

  get painted(): boolean {
    return this.container.firstElementChild !== null || this.container.textContent !== "";
  }

  /** Shows `main`. Answers the error that kept it from being shown: the good one before it stays then. */
  render(main: unknown): unknown {
    this.error = undefined;
    this.main = main;
    this.updates += 1;
    this.rendering = true;
    flushSync(() => this.root.render(this.tree()));
    this.rendering = false;
    if (this.error === undefined) this.keep();
    return this.error;
  }

  /** The next render mounts everything anew. */
  remount(): void {
    this.mounts += 1;
  }

  destroy(): void {
    this.root.unmount();
  }

  private keep(): void {
    this.good = this.main;
    this.identities.keep();
  }

  private tree(): ReactNode {
    return (
      <UpdateContext value={this.updates}>
        <Boundary key={this.mounts} stage={this}>
          <Main current={() => this.current()} />
        </Boundary>
      </UpdateContext>
    );
  }

  private current(): ReactNode {
    const type = this.identities.stable(this.main);
    return type === undefined ? null : createElement(type as ElementType);
  }

  /**
   * React tries a failed render once more by itself. Going back to the good components here makes that
   * second try succeed, with state and DOM as they were; if it fails too, what is on screen stays as a copy.
   */
  caught(error: unknown): void {
    this.snapshot = this.container.innerHTML;
    this.error ??= error;
    this.main = this.good;
    this.identities.rollBack();
  }

  /** What was on screen, without life, until the next update. */
  copy(): ReactNode {
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is the frame's own content, in the sandbox
    return <div style={{ display: "contents" }} dangerouslySetInnerHTML={{ __html: this.snapshot }} />;
  }
}

function Main({ current }: { current: () => ReactNode }): ReactNode {
  return current();
}

interface BoundaryProps {
  stage: Stage;
  children: ReactNode;
}

interface BoundaryState {
  failure?: { error: unknown };
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: { error } };
  }

  override componentDidCatch(): void {
    this.props.stage.remount();
  }

  override render(): ReactNode {
    const { stage, children } = this.props;
    if (!this.state.failure) return children;
    stage.caught(this.state.failure.error);
    return stage.copy();
  }
}
