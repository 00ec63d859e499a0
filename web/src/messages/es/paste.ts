import type en from '../en/paste.ts';

const es: typeof en = {
  title: 'Agregar una conversación',
  intro: 'Pegue un chat, un mensaje por línea. Se lee en este dispositivo y se guarda como contacto.',
  name: 'Nombre del contacto',
  chat: 'Chat',
  example:
    'Lead: Hi, is the place on Oak St still available?\nMe: It is! When could you see it?\nLead: Tomorrow after 5, we need to be out by the 14th',
  add: 'Agregar el contacto',
  adding: 'Leyendo…',
  failed: 'No se pudo leer ninguna conversación. Empiece cada línea con quien la escribió, como “Lead:” o “Me:”.',
  fromFile: 'Importar de un archivo',
};
export default es;
