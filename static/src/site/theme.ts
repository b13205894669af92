// Light or dark: what the system says, until the person says otherwise.

const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

function isDark(): boolean {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

function show(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-toggle]")) {
    button.toggleAttribute("data-dark", isDark());
    button.setAttribute("aria-label", isDark() ? "Switch to light" : "Switch to dark");
    button.title = button.getAttribute("aria-label") ?? "";
  }
}

/** Choosing what the system says anyway means following the system again. */
function toggle(): void {
  const theme = isDark() ? "light" : "dark";
  const followsSystem = (theme === "dark") === system.matches;
  if (followsSystem) delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (followsSystem) localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
  show();
}

export function themeToggles(): void {
  for (const button of document.querySelectorAll("[data-theme-toggle]")) button.addEventListener("click", toggle);
  system.addEventListener("change", show);
  show();
}
