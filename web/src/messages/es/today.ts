import type en from '../en/today.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Hoy',
  listLabel: 'A quién contactar, lo primero arriba',
  doneTitle: 'No hay nada pendiente',
  doneText: 'Nadie espera por usted en los próximos tres días. Los mensajes nuevos traen aquí a los contactos solos.',
  others: (count) => plural(count, 'Ver # contacto más', 'Ver los otros # contactos'),
};
export default es;
