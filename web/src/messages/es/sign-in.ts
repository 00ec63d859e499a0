import type en from '../en/sign-in.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  roles: { admin: 'administrador', lead: 'jefe de equipo', agent: 'agente', viewer: 'lector' },
  motto: 'Quién está listo, por qué y qué hacer ahora.',
  signIn: 'Iniciar sesión',
  signingIn: 'Iniciando sesión…',
  email: 'Correo electrónico',
  password: 'Contraseña',
  passkey: 'Entrar con una llave de acceso',
  ended: 'Su sesión terminó. Todo lo de este dispositivo está a salvo; inicie sesión de nuevo para sincronizar.',
  rebuild: (unsent) =>
    unsent === 0
      ? 'Inicie sesión y este dispositivo se llena de nuevo desde el servidor. No se pierde nada: todo lo de aquí ya se había enviado.'
      : `Inicie sesión y este dispositivo se llena de nuevo desde el servidor. ${plural(unsent, '# cambio nunca se envió y no se puede leer sin el bloqueo: al entrar aquí se abandona', '# cambios nunca se enviaron y no se pueden leer sin el bloqueo: al entrar aquí se abandonan')}.`,
  backToLock: 'Volver a desbloquear',
  goOn: 'Seguir sin sincronizar',
  firstNeedsNetwork:
    'No se puede llegar al servidor. La primera sesión en un dispositivo necesita la red; después Leadlight funciona sin ella.',
  firstStart: '¿Es la primera vez?',
  firstStartHow:
    'Cuando el servidor arranca por primera vez crea un administrador y muestra el correo y la contraseña en su terminal. Entre con esos datos. Los demás piden una cuenta a su administrador.',
  thenOffline: 'Después de la primera sesión, este dispositivo abre Leadlight sin ninguna red.',
  joinForm: 'Unirse al equipo',
  joinAs: (team, role) => `Únase a ${team} como ${role}`,
  yourName: 'Su nombre',
  yourEmail: 'Su correo electrónico',
  newPassword: 'Una contraseña de 10 caracteres o más',
  join: 'Unirme',
  joining: 'Entrando…',
};
export default es;
