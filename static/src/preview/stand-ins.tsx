// What is shown for things that the preview does not have: pictures, icons, components.

import type { ComponentProps, ReactNode } from "react";

const TYPICAL = { width: 320, height: 200 };

/** A neutral picture as an address. Given no size, it fills what the page gives it. */
export function pictureOf(width: number = TYPICAL.width, height: number = TYPICAL.height): string {
  const side = Math.min(48, width / 3, height / 3);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#e5e7eb"/><svg x="${(width - side) / 2}" y="${(height - side) / 2}" width="${side}" height="${side}" viewBox="0 0 24 24" fill="none" stroke="#9ca3af" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="3" y="3" width="18" height="18" rx="2"/><circle cx="9" cy="9" r="2"/><path d="m21 15-3-3a2 2 0 0 0-3 0l-9 9"/></svg></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** What an import of a picture gives that is not there. */
export const MISSING_PICTURE = pictureOf();

/** The size that the address of a remote picture speaks of, as placeholder services and image servers write it. */
export function sizeInAddress(address: string): { width?: number; height?: number } {
  const query = new URLSearchParams(address.split("?")[1] ?? "");
  const pair = /(?:^|[/=])(\d{2,4})(?:[x/](\d{2,4}))?(?:[/?.&]|$)/.exec(address.replace(/^\w+:\/\/[^/]+/, ""));
  const width = Number(query.get("w") ?? query.get("width") ?? pair?.[1]) || undefined;
  const height = Number(query.get("h") ?? query.get("height") ?? pair?.[2] ?? pair?.[1]) || undefined;
  return { width, height };
}

/** An icon whose drawing is not there; it takes the same room. */
export function Icon({
  size = 24,
  className,
  ...props
}: ComponentProps<"svg"> & { size?: number | string }): ReactNode {
  const { color = "currentColor", strokeWidth = 2 } = props;
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke={color}
      strokeWidth={strokeWidth}
      strokeDasharray="2 2"
      aria-hidden="true"
    >
      <rect x="4" y="4" width="16" height="16" rx="3" />
    </svg>
  );
}

/** An icon that is still being loaded. */
export function Room({ size = 24, className }: { size?: number | string; className?: string }): ReactNode {
  return <svg className={className} width={size} height={size} aria-hidden="true" />;
}

/** A component that the preview does not have, with its name and whatever it was to hold. */
export function Placeholder({ name, children }: { name: string; children?: ReactNode }): ReactNode {
  return (
    <span
      data-placeholder={name}
      style={{ display: "inline-block", border: "1px dashed #9ca3af", borderRadius: 4, padding: 4, maxWidth: "100%" }}
    >
      <span style={{ color: "#6b7280", font: "11px ui-monospace, monospace" }}>{name}</span>
      {children !== undefined && <span style={{ display: "block" }}>{children}</span>}
    </span>
  );
}
