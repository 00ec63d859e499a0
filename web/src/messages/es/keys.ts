import { pluralOf } from '../plural.ts';
import type en from '../en/keys.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Claves de API',
  scopes: {
    'leads:read': 'Leer contactos',
    'leads:write': 'Agregar contactos',
    'messages:read': 'Leer mensajes',
    'messages:write': 'Agregar mensajes',
    'analysis:read': 'Leer análisis de contactos',
    'webhooks:manage': 'Agregar y quitar webhooks, para el programa de un administrador',
  },
  make: 'Clave nueva',
  makeText: 'Para un programa suyo. Puede hacer lo que marque aquí, y nunca más que el miembro por quien actúa.',
  name: 'Nombre',
  nameHint: 'Qué la usa, por ejemplo “Formulario web”.',
  may: 'Puede',
  member: 'Actúa por',
  memberHint: 'Ve los contactos que ve este miembro.',
  validFor: 'Válida por',
  days: (count) => plural(count, '# día', '# días'),
  noEnd: 'Sin fin',
  makeKey: 'Crear la clave',
  token: 'Token',
  keys: 'Claves',
  none: 'Aún no hay claves.',
  actsFor: (name) => `por ${name}`,
  until: (when) => `hasta ${when}`,
  used: (when) => `último uso: ${when}`,
  neverUsed: 'sin usar',
  expired: 'Vencida',
  wasRevoked: 'Revocada',
  revoke: 'Revocar',
  revokeWhich: (name) => `Revocar ${name}`,
  revokeText: 'El programa que la usa será rechazado desde ahora. No se puede deshacer.',
  revoked: 'Clave revocada',
};
export default es;
