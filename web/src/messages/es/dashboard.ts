import type en from '../en/dashboard.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Análisis',
  levels: 'Contactos por nivel',
  level: 'Nivel',
  leads: 'Contactos',
  share: 'Parte',
  notAnalysed: 'Sin analizar todavía',
  total: (count) => plural(count, '# contacto', '# contactos'),
  emptyTitle: 'Aún no hay contactos que contar',
  emptyText: 'Cuando haya conversaciones, esta página muestra cuántos contactos hay en cada nivel.',
};
export default es;
