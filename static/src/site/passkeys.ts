// Passkeys: the browser makes or proves one, and the form carries what it says to the server.

import { getJson } from "./api";
import { pageData, part } from "./dom";

interface CreationData {
  creation_options: { publicKey: PublicKeyCredentialCreationOptionsJSON };
}

interface RequestData {
  request_options: { publicKey: PublicKeyCredentialRequestOptionsJSON };
}

const OLD = "This browser is too old for passkeys. Use your password, or another browser.";
const REFUSED =
  "No passkey was used: the browser's question was closed, or none on this device fits. Nothing was changed.";

async function made(form: HTMLFormElement): Promise<Credential | null> {
  const { publicKey } = pageData<CreationData>("js_data").creation_options;
  const alone = form.querySelector<HTMLInputElement>("[name=passwordless]")?.checked ?? false;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
}

async function proved(data: RequestData): Promise<Credential | null> {
  const { publicKey } = data.request_options;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

async function asked(form: HTMLFormElement): Promise<Credential | null> {
  if (form.dataset.passkey === "create") return made(form);
  return proved(form.dataset.passkey === "login" ? await getJson(form.action) : pageData("js_data"));
}

async function send(form: HTMLFormElement): Promise<void> {
  const credential = (await asked(form)) as PublicKeyCredential | null;
  part<HTMLInputElement>(form, "[name=credential]").value = JSON.stringify(credential?.toJSON());
  form.submit();
}

function say(form: HTMLFormElement, sentence: string): void {
  part(form, "[data-passkey-error]").hidden = !sentence;
  part(form, "[data-passkey-sentence]").textContent = sentence;
}

export function passkeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      say(form, "");
      if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return say(form, OLD);
      send(form).catch((error) => say(form, error instanceof DOMException ? REFUSED : String(error.message ?? error)));
    });
  }
}
