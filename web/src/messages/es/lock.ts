import type en from '../en/lock.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Bloqueado',
  unlockText: 'Sus contactos están sellados en este dispositivo. Desbloquee para seguir; no hace falta red.',
  changesWait: (count) =>
    count >= 100 ? 'Más de 99 cambios esperan' : plural(count, '# cambio espera', '# cambios esperan'),
  passphrase: 'Frase de acceso',
  unlock: 'Desbloquear',
  unlocking: 'Desbloqueando…',
  withPasskey: 'Desbloquear con llave de acceso',
  lost: '¿Perdió la frase?',
  wait: (seconds) =>
    plural(seconds, 'Espere # segundo antes de intentar de nuevo.', 'Espere # segundos antes de intentar de nuevo.'),
  passkeyRefused: 'La llave de acceso no respondió. Intente de nuevo o use la frase.',
  card: 'Bloqueo',
  off: 'Este dispositivo abre sin preguntar. Sus datos están sellados, pero quien pueda abrir este navegador puede leerlos.',
  on: 'Este dispositivo pregunta antes de abrir. Pregunta en cada inicio, y antes no se puede leer nada.',
  waysAre: (ways) => `Se desbloquea con: ${ways}.`,
  ways: { passphrase: 'frase de acceso', passkey: 'llave de acceso' },
  setPassphrase: 'Poner una frase de acceso',
  changePassphrase: 'Cambiar la frase',
  addPasskey: 'Agregar una llave de acceso',
  removePassphrase: 'Quitar la frase',
  removePasskey: 'Quitar la llave de acceso',
  present: 'Frase actual',
  provePasskey: 'Primero se le pide su llave de acceso.',
  next: 'Frase nueva',
  nextHint: 'Al menos 8 caracteres. Mejor: cuatro palabras que nadie juntaría.',
  again: 'La misma otra vez',
  tooShort: 'Es muy corta: al menos 8 caracteres.',
  notEqual: 'Las dos no coinciden.',
  noReset:
    'Nadie puede restablecerla. Lo que tiene el servidor no se pierde: inicie sesión de nuevo y este dispositivo se llena otra vez.',
  save: 'Guardar',
  cancel: 'Cancelar',
  working: 'Sellando la llave…',
  isSet: 'Este dispositivo ahora se bloquea.',
  isChanged: 'Se cambió el bloqueo.',
  isRemoved: 'Este dispositivo ya no se bloquea.',
  noPrf: 'Esta llave de acceso no puede guardar un secreto para el bloqueo (le falta PRF). Use una frase.',
  after: 'Bloquear solo después de',
  minutes: (n) => (n === 0 ? 'Nunca' : n === 60 ? '1 hora' : plural(n, '# minuto', '# minutos')),
  lockNow: 'Bloquear ahora',
};
export default es;
