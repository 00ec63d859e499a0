import type en from '../en/leads.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Contactos',
  groups: { now: 'Ahora', soon: 'En los próximos 3 días', later: 'Más adelante', quiet: 'Dejar en paz' },
  search: 'Buscar',
  searchLabel: 'Buscar por nombre, teléfono o correo',
  loading: 'Cargando contactos',
  listLabel: 'Contactos, primero los que necesitan atención',
  newOrder: 'Nuevo orden',
  waiting: (count) => plural(count, '# nuevo', '# nuevos'),
  sample: 'ejemplo',
  emptyTitle: 'Aún no hay contactos',
  emptyText:
    'Los contactos aparecen aquí en cuanto llegan sus mensajes: de su CRM por medio del servidor, o de un archivo o chat que usted importe.',
  trySamples: 'Probar con ejemplos',
  import: 'Importar conversaciones',
  samplesNote: 'Los ejemplos son inventados. Quítelos cuando quiera en Más.',
  samplesAdded: (count) => plural(count, '# ejemplo agregado', '# ejemplos agregados'),
  noMatch: (query) => `Ningún contacto coincide con “${query}”.`,
  showAll: 'Mostrar todos',
  next: 'Contacto siguiente',
  previous: 'Contacto anterior',
  open: 'Abrir el contacto',
};
export default es;
