import type en from '../en/import.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');
const imported = (count: number) => plural(count, '# conversación importada', '# conversaciones importadas');

const es: typeof en = {
  title: 'Importar',
  underWay: 'Importación en curso',
  imported,
  importedOf: (done, total) => `${done} de ${imported(total)}`,
  progress: 'Avance de la importación',
  cancel: 'Cancelar la importación',
  result: 'Resultado de la importación',
  done: (count, problems, cancelled) =>
    `${cancelled ? 'Cancelado. ' : ''}${imported(count)}${
      problems > 0
        ? plural(problems, ', # problema en filas que quedaron fuera', ', # problemas en filas que quedaron fuera')
        : ''
    }.`,
  keptBefore: (count) =>
    plural(
      count,
      'Se conserva # conversación importada antes de eso.',
      'Se conservan # conversaciones importadas antes de eso.',
    ),
  openLead: 'Abrir el contacto',
  showLeads: 'Ver contactos',
  undo: 'Deshacer importación',
  undone: 'Importación deshecha',
  fromFile: 'Desde un archivo',
  fromFileText:
    'JSON, JSON Lines o CSV. Se lee y se analiza en este dispositivo, y luego se sincroniza con el servidor de su equipo.',
  chooseFile: 'Elegir archivo',
  chooseFileLong: 'Elegir un archivo para importar',
  drop: 'o suéltelo aquí',
  format: 'Qué debe contener el archivo',
  csv: 'una primera línea con estas columnas, un mensaje por línea:',
  jsonLines: 'una conversación por línea.',
  json: 'una lista de ellas:',
  pasteTitle: 'Pegar un chat',
  leadName: 'Nombre del contacto',
  chat: 'Chat',
  chatExample: `Lead: Hi, is the place on Oak St still available?
Me: It is! When could you see it?
Lead: Tomorrow after 5, we need to be out by the 14th`,
  pastedChat: 'Chat pegado',
  importChat: 'Importar chat',
  issues: {
    title: 'Filas que quedaron fuera',
    text: 'Las demás filas se importaron. Corrija estas en el archivo e impórtelo otra vez.',
    line: 'Línea',
    where: 'Dónde',
    reason: 'Motivo',
    more: 'Ver más',
    rest: (count) => `y ${count} más`,
  },
};
export default es;
