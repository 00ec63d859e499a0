import type en from '../en/passkeys.ts';

const es: typeof en = {
  title: 'Llaves de acceso',
  yours: 'Sus llaves de acceso',
  text: 'Entre con su rostro, huella o PIN del dispositivo en vez de una contraseña. La contraseña sigue sirviendo.',
  none: 'Aún no tiene llaves de acceso.',
  made: (when) => `creada: ${when}`,
  used: (when) => `usada: ${when}`,
  neverUsed: 'sin usar',
  add: 'Agregar una llave de acceso',
  name: 'Nombre',
  nameHint: 'Por ejemplo “Tableta del trabajo”, para reconocerla.',
  added: (name) => `Llave “${name}” agregada`,
  notHere: 'Este navegador no conoce las llaves de acceso.',
  remove: 'Quitar',
  removeWhich: (name) => `Quitar la llave ${name}`,
  removeText: 'Ya no podrá entrar con ella. No se puede recuperar; puede agregar una nueva.',
  removed: 'Llave quitada',
};
export default es;
