// The bundler hands stylesheets over as text.

declare module "*.css" {
  const text: string;
  export default text;
}
